package dev.godwit.plan.operation.fill;

import dev.godwit.plan.Trial;
import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.operation.RowKey;
import dev.godwit.plan.operation.TriggerTime;
import dev.godwit.plan.operation.constraint.NotNull;
import dev.godwit.plan.operation.shape.RowTrigger;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.spec.BackfillSpec;
import dev.godwit.plan.sql.Expression;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.step.LockMode;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Work;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The steps that fill a column and keep it right meanwhile: trigger, guard, batches, proof,
 * constraint, contract. Shared by the operations that fill.
 *
 * @param word the plan's word for the operation
 * @param column to be filled
 * @param type as SQL
 * @param up its value
 * @param mode who may write it
 * @param notNull whether it becomes NOT NULL
 * @param saved table of the keys of filled rows, or null when the column is new
 * @param time when its trigger is made
 */
public record Filling(
        String word,
        Table table,
        String column,
        String type,
        Expression up,
        SyncFunction.Mode mode,
        boolean notNull,
        @Nullable String saved,
        TriggerTime time) {

    /** Adds the steps up to the proof and the NOT NULL, in their stages. */
    public void compile(Draft draft, Location at) {
        String name = table.name() + "." + column;
        List<Work.KeyColumn> key = RowKey.of(table);
        BackfillSpec backfill = draft.plan().backfill();
        Work.Strategy strategy = RowKey.strategy(draft, table, at);
        draft.live(table.name(), up.columns())
                .ifPresent(
                        live ->
                                draft.tryOut(
                                        new Trial(
                                                live,
                                                column,
                                                type,
                                                up.text(),
                                                notNull,
                                                mode == SyncFunction.Mode.ONCE,
                                                at.toString())));

        RowTrigger sync = sync(draft);
        List<Work> withoutTrigger = new ArrayList<>(List.of(sync.off()));
        List<String> losses = new ArrayList<>();
        if (saved != null && !key.isEmpty()) {
            withoutTrigger.add(new Work.RestoreNulls(table.name(), column, key, saved));
            losses.add(
                    "rows that the application wrote with NULL in "
                            + name
                            + " during the run keep the value that the trigger gave them");
        } else if (saved != null) {
            losses.add(
                    "the filled values of "
                            + name
                            + " stay: "
                            + table.name()
                            + " has no key by which they could be found again");
        }
        Work.Fill fill =
                new Work.Fill(
                                table.name(),
                                column,
                                type,
                                up.text(),
                                unfilled(),
                                strategy,
                                key,
                                backfill.laneCount(),
                                backfill.maxRowsPerSecond(),
                                key.isEmpty() ? null : saved)
                        .passing(backfill.passes());
        Stage stage = Stage.APPLY;
        if (time.late()) {
            stage = Stage.BACKFILL;
            draft.step(stage, word, "fill " + name, fill);
        }
        draft.step(
                stage,
                word,
                "keep " + name + " in sync for every writer",
                sync.on(),
                withoutTrigger,
                losses);
        draft.because(time.words());
        NotNull refusal = new NotNull(word, table.name(), column, draft.reserved("nn"));
        if (notNull) {
            refusal.refuse(draft, stage);
        }
        if (!time.late()) {
            draft.step(Stage.BACKFILL, word, "fill " + name, fill);
        }
        Work.Prove prove =
                new Work.Prove(table.name(), unfilled(), key, sync.planned())
                        .in(backfill.laneCount());
        draft.step(
                Stage.VERIFY,
                word,
                "compare every row of " + name + time.sweep(),
                time.late() ? prove.sweeping(fill) : prove);
        if (notNull) {
            refusal.constrain(draft);
        }
    }

    /** The last step: the trigger goes, together with what must happen at the same instant. */
    public void contract(Draft draft, List<String> together) {
        List<String> statements = new ArrayList<>(together);
        statements.addAll(sync(draft).drop());
        LockMode lock = LockMode.ACCESS_EXCLUSIVE; // DROP TRIGGER takes it
        draft.step(
                Stage.CONTRACT,
                word,
                "stop keeping " + table.name() + "." + column + " in sync",
                Work.Ddl.on(table.name(), lock, statements));
    }

    private String unfilled() {
        return mode == SyncFunction.Mode.GODWIT ? differs() : missing();
    }

    private String differs() {
        String plain =
                "json".equals(type) || "xml".equals(type) ? "::text" : ""; // they have no equality
        return Identifier.quote(column)
                + plain
                + " is distinct from ("
                + up.text()
                + "\n)::"
                + type
                + plain;
    }

    private String missing() {
        String empty = Identifier.quote(column) + " is null";
        return notNull ? empty : empty + " and (" + up.text() + "\n) is not null";
    }

    private RowTrigger sync(Draft draft) {
        return new SyncFunction(table, column, type, up, mode).trigger(draft);
    }
}
