package dev.godwit.plan.operation.shape;

import dev.godwit.plan.Trial;
import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.operation.RowKey;
import dev.godwit.plan.operation.TriggerTime;
import dev.godwit.plan.operation.constraint.NotNull;
import dev.godwit.plan.operation.looks.Looks;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.schema.Column;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.step.LockMode;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The steps that give a column another shape: a second column is kept in sync and filled, compared
 * both ways, and gets what stands on the first one. With another name both are there until
 * contract, and either may be written. With the same name they change places in one short
 * transaction, and the first one follows until contract, so that a rollback is the same again.
 */
public final class Reshaping {

    private static final int NAMED_NOT_NULL = 18;

    private final Draft draft;
    private final String word;
    private final Table table;
    private final Column old;
    private final Wanted wanted;
    private final Location at;
    private final boolean exchange;
    private final Shapes before;
    private final Shapes after;
    private final @Nullable TypeNames types;
    private final ColumnTwins twins;
    private final ShapeTriggers triggers;

    /** Of one column; {@link ShapeRules} has found that it can be done. */
    public Reshaping(
            Draft draft, String word, Table table, Column old, Wanted wanted, Location at) {
        this(draft, word, table, old, wanted, at, null);
    }

    /**
     * Of one column whose new type takes the name of the old one over.
     *
     * @param types null where types keep their names; otherwise {@code up} must not fail on any row
     */
    public Reshaping(
            Draft draft,
            String word,
            Table table,
            Column old,
            Wanted wanted,
            Location at,
            @Nullable TypeNames types) {
        this.draft = draft;
        this.word = word;
        this.table = table;
        this.old = old;
        this.wanted = wanted;
        this.types = types;
        this.at = at;
        this.exchange = wanted.name().equals(old.name());
        String fresh = exchange ? draft.reserved("new") : wanted.name();
        this.before =
                new Shapes(
                        old.name(),
                        wanted.name(),
                        old.name(),
                        old.type(),
                        fresh,
                        types == null ? wanted.type() : types.sql(types.coming()),
                        wanted.up(),
                        wanted.down(),
                        wanted.lossy());
        Shapes exchanged = exchange ? before.named(draft.reserved("old"), old.name()) : before;
        this.after =
                types == null
                        ? exchanged
                        : exchanged.typed(types.sql(types.leaving()), wanted.type());
        this.twins = new ColumnTwins(draft, word, table, old.name(), fresh, types);
        this.triggers =
                new ShapeTriggers(draft, table, before, after, exchange, old.defaultExpression());
    }

    /**
     * Adds the steps until both shapes are there, and compared, and the new one has what the old
     * one had.
     *
     * @param wished when the trigger is made; before the fill with another name, which may be
     *     written to at once
     * @return the name that the new one has for now: what else is wanted of it is to be added next
     */
    public String open(TriggerTime wished) {
        TriggerTime time =
                exchange ? wished : TriggerTime.first("the new name may be written to at once");
        tryOut();
        column();
        Work.Fill fill =
                new Work.Fill(
                                table.name(),
                                before.fresh(),
                                before.type(),
                                before.up(""),
                                before.unfilled(),
                                RowKey.strategy(draft, table, at),
                                key(),
                                draft.plan().backfill().laneCount(),
                                draft.plan().backfill().maxRowsPerSecond(),
                                null)
                        .passing(draft.plan().backfill().passes());
        Stage stage = Stage.APPLY;
        if (time.late()) {
            stage = Stage.BACKFILL;
            draft.step(stage, word, "fill the new shape of " + name(), fill);
        }
        draft.step(
                stage,
                word,
                "keep both shapes of " + name() + " the same for every writer",
                triggers.first().on(),
                triggers.first().off());
        draft.because(time.words());
        refuseNulls(stage);
        twins.apply(stage);
        if (!time.late()) {
            draft.step(Stage.BACKFILL, word, "fill the new shape of " + name(), fill);
        }
        Work.Prove prove =
                new Work.Prove(table.name(), before.mismatch(), key(), triggers.planned())
                        .in(draft.plan().backfill().laneCount());
        draft.step(
                Stage.VERIFY,
                word,
                "compare every row of both shapes of " + name() + time.sweep(),
                time.late() ? prove.sweeping(fill) : prove);
        validateNotNull();
        twins.constrain();
        return before.fresh();
    }

    /** The table with the new shape as well, under the name that it has for now. */
    public Table with(Table other) {
        return other.withColumn(Column.coming(before.fresh(), before.type(), wanted.notNull()));
    }

    /** Adds the steps by which the new one takes over, and the old one goes. */
    public void close() {
        if (exchange) {
            exchange();
        }
        contract();
    }

    /** Adds the steps by which the old one goes, once {@link #exchanging} was run. */
    public void contract() {
        new OldShape(draft, word, table, old, wanted, before, after, twins, triggers.last(), at)
                .compile();
        draft.changed(
                table.withoutColumn(old.name())
                        .withColumn(
                                Column.coming(wanted.name(), wanted.type(), wanted.notNull())
                                        .withDefault(
                                                Objects.requireNonNullElse(wanted.preset(), ""))));
        draft.columns().reshaped(table.name(), old.name());
    }

    private void tryOut() {
        if (types != null) {
            return; // the type is not there yet, and nothing can fail on the way to it
        }
        draft.live(table.name(), wanted.up().columns())
                .ifPresent(
                        live ->
                                draft.tryOut(
                                        new Trial(
                                                        live,
                                                        before.fresh(),
                                                        wanted.type(),
                                                        wanted.up().text(),
                                                        wanted.notNull(),
                                                        false,
                                                        at.toString())
                                                .with(
                                                        wanted.lossy()
                                                                ? null
                                                                : new Trial.Back(
                                                                        old.name(),
                                                                        before.downDiffers("")))));
    }

    private void column() {
        boolean sameType = before.type().equals(old.type());
        String collation = sameType ? old.more().collation() : "";
        List<String> statements = new ArrayList<>();
        statements.add(
                "alter table %s add column %s %s%s"
                        .formatted(
                                table.name().sql(),
                                Identifier.quote(before.fresh()),
                                before.type(),
                                collation.isEmpty() ? "" : " collate " + collation));
        for (Work.Ddl look :
                Looks.of(old, sameType, wanted.comment(), table.name(), before.fresh())) {
            statements.addAll(look.statements());
        }
        draft.step(
                Stage.APPLY,
                word,
                "add the new shape of %s (%s)"
                        .formatted(name(), types == null ? wanted.type() : types.words()),
                Work.Ddl.on(table.name(), LockMode.ACCESS_EXCLUSIVE, statements),
                Work.Ddl.alter(
                        table.name(), "drop column if exists " + Identifier.quote(before.fresh())));
    }

    private void refuseNulls(Stage stage) {
        if (!wanted.notNull()) {
            return;
        }
        if (named()) {
            notNull().refuseNamed(draft, stage);
            twins.notNull(old.notNull(), wanted.name(), draft.reserved("not_null"));
        } else {
            notNull().refuse(draft, stage);
        }
    }

    private void validateNotNull() {
        if (!wanted.notNull()) {
            return;
        }
        if (named()) {
            notNull().validateNamed(draft);
        } else {
            notNull().constrain(draft);
        }
    }

    private NotNull notNull() {
        return new NotNull(
                word,
                table.name(),
                before.fresh(),
                draft.reserved(named() ? "not_null" : "nn"),
                before.fresh().equals(wanted.name())
                        ? table.name() + "." + wanted.name()
                        : "the new shape of " + name());
    }

    private boolean named() {
        return draft.schema().major() >= NAMED_NOT_NULL;
    }

    private void exchange() {
        Exchange statements = exchanging();
        draft.step(
                Stage.CONSTRAIN,
                word,
                "exchange the shapes of " + name(),
                Work.Ddl.on(table.name(), LockMode.ACCESS_EXCLUSIVE, statements.forth()),
                List.of(Work.Ddl.on(table.name(), LockMode.ACCESS_EXCLUSIVE, statements.back())),
                statements.losses());
    }

    /** How the two of one name change places. */
    public Exchange exchanging() {
        Exchange statements =
                Exchange.of(table.name(), before, after, old.defaultExpression(), wanted.preset());
        statements.forth().addAll(twins.takeOver());
        statements.back().addAll(twins.giveBack());
        statements.forth().addAll(triggers.first().drop());
        statements.forth().addAll(triggers.last().create());
        statements.back().addAll(triggers.last().drop());
        statements.back().addAll(triggers.first().create());
        return statements;
    }

    private List<Work.KeyColumn> key() {
        return RowKey.of(table.withoutColumn(old.name()));
    }

    private String name() {
        return table.name() + "." + old.name();
    }
}
