package dev.godwit.plan.operation.shape;

import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.operation.RowKey;
import dev.godwit.plan.operation.constraint.Dropping;
import dev.godwit.plan.operation.constraint.NotNull;
import dev.godwit.plan.operation.index.IndexDropping;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.schema.Column;
import dev.godwit.plan.schema.Index;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.step.LockMode;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Work;
import java.util.ArrayList;
import java.util.List;

/**
 * The contract of a column of two shapes: what stands on the old one goes, it is not kept in sync
 * any more, and it is dropped once its values are kept and compared.
 *
 * @param before the shapes while they are filled
 * @param after the shapes when contract begins
 * @param sync the trigger by then
 */
record OldShape(
        Draft draft,
        String word,
        Table table,
        Column old,
        Wanted wanted,
        Shapes before,
        Shapes after,
        ColumnTwins twins,
        RowTrigger sync,
        Location at) {

    void compile() {
        boolean exchanged = !after.old().equals(old.name());
        Table now = twins.asides(after.old());
        if (exchanged) {
            draft.step(
                    Stage.CONTRACT,
                    word,
                    "compare both shapes of %s once more".formatted(name()),
                    new Work.Prove(table.name(), after.mismatch(), key(), sync.planned()),
                    List.of(),
                    List.of());
        } else {
            takeOver();
            draft.takesAway();
        }
        int place = 0;
        for (Index index : now.indexes()) {
            if (index.ownedByConstraint().isEmpty() && index.uses().contains(after.old())) {
                IndexDropping.add(draft, word, now, index, draft.reserved("was" + ++place));
            }
        }
        for (Table.Constraint constraint : now.constraints()) {
            if (constraint.type() != 'n' && constraint.columns().contains(after.old())) {
                Dropping.drop(draft, word, now, constraint, Stage.CONTRACT, at);
            }
        }
        String gone = exchanged ? after.old() : draft.reserved("gone");
        aside(now, gone);
        new ColumnDestruction(
                        draft,
                        word,
                        table,
                        old.withType(after.oldType()),
                        exchanged ? "the old shape of " + name() : name(),
                        gone,
                        key(),
                        "what down says",
                        exchanged ? end().drop() : List.of())
                .compile();
    }

    /** The trigger from then on until the old one is dropped. */
    private RowTrigger end() {
        return RowTrigger.of(draft, table.name(), "end", SyncBody.end(after));
    }

    /** With another name there was nothing to exchange but the names of what stands on it. */
    private void takeOver() {
        if (!twins.takeOver().isEmpty()) {
            draft.step(
                    Stage.CONSTRAIN,
                    word,
                    "name what stands on %s as it was named on %s"
                            .formatted(wanted.name(), old.name()),
                    strongly(twins.takeOver()),
                    strongly(twins.giveBack()));
        }
    }

    /** Nobody writes it from here on. */
    private void aside(Table now, String gone) {
        String alter = "alter table " + table.name().sql() + " ";
        String quoted = Identifier.quote(after.old());
        String away = Identifier.quote(gone);
        List<String> forth = new ArrayList<>();
        List<String> back = new ArrayList<>();
        if (!gone.equals(after.old())) {
            forth.add(alter + "rename column " + quoted + " to " + away);
            back.add(alter + "rename column " + away + " to " + quoted);
            String column = alter + "alter column " + Identifier.quote(after.fresh());
            if (!old.defaultExpression().isEmpty()) {
                forth.add(alter + "alter column " + away + " drop default");
                back.add(
                        alter
                                + "alter column "
                                + quoted
                                + " set default "
                                + old.defaultExpression());
            }
            if (wanted.preset() != null) {
                // Together with the trigger's end: there is no instant with neither of them.
                forth.add(column + " set default " + wanted.preset());
                back.add(column + " drop default");
            }
        }
        forth.addAll(sync.drop());
        if (gone.equals(after.old())) {
            forth.addAll(end().createForInsert());
            back.addAll(end().drop());
        }
        back.addAll(sync.create());
        List<Work> undo = new ArrayList<>();
        if (old.notNull()) {
            forth.add(alter + "alter column " + away + " drop not null");
        }
        undo.add(strongly(back));
        undo.add(
                new Work.PutBack(
                        table.name(), after.old(), key(), "", after.down(""), after.stale("")));
        if (old.notNull()) {
            undo.addAll(
                    new NotNull(word, table.name(), after.old(), draft.reserved("nn_old"))
                            .again(now, after.old()));
        }
        draft.step(
                Stage.CONTRACT,
                word,
                "stop keeping the old shape of " + name(),
                strongly(forth),
                undo,
                List.of());
    }

    private Work.Ddl strongly(List<String> statements) {
        return Work.Ddl.on(table.name(), LockMode.ACCESS_EXCLUSIVE, statements);
    }

    private List<Work.KeyColumn> key() {
        return RowKey.of(table.withoutColumn(old.name()));
    }

    private String name() {
        return table.name() + "." + old.name();
    }
}
