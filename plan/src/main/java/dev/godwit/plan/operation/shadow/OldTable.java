package dev.godwit.plan.operation.shadow;

import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.LockMode;
import dev.godwit.plan.step.ShadowWork;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Work;
import java.util.ArrayList;
import java.util.List;

/**
 * The contract of a table that was copied: compared once more, the old one is put aside, whole,
 * into a schema of its own, and follows no more. A rollback lets it follow again and makes it
 * right.
 *
 * @param old the old table's name since the exchange
 * @param way by which it follows
 */
record OldTable(
        Draft draft, String word, QualifiedName table, QualifiedName old, Way way, Follow follow) {

    void contract() {
        draft.step(
                Stage.CONTRACT,
                word,
                "compare every row of %s with the old table once more".formatted(table),
                new ShadowWork.ProveTwin(table, way.differs(), way.key(), null),
                List.of(),
                List.of());
        draft.step(
                Stage.CONTRACT,
                word,
                "look for rows that only the old table of %s has".formatted(table),
                new ShadowWork.ProveTwin(old, way.stray(), way.key(), null),
                List.of(),
                List.of());
        aside();
    }

    private void aside() {
        QualifiedName kept = new QualifiedName(draft.reserved("kept"), table.name());
        String schema = Identifier.quote(kept.schema());
        List<String> forth = new ArrayList<>(follow.drop());
        forth.add("create schema " + schema);
        forth.add("alter table " + old.sql() + " set schema " + schema);
        forth.add(
                "alter table %s.%s rename to %s"
                        .formatted(
                                schema,
                                Identifier.quote(old.name()),
                                Identifier.quote(kept.name())));
        List<String> back = new ArrayList<>();
        back.add(Unchanged.since(table, kept, way.changes()));
        back.add("alter table " + kept.sql() + " rename to " + Identifier.quote(old.name()));
        back.add(
                "alter table %s.%s set schema %s"
                        .formatted(
                                schema,
                                Identifier.quote(old.name()),
                                Identifier.quote(old.schema())));
        back.add("drop schema " + schema);
        back.addAll(follow.create());
        draft.step(
                Stage.CONTRACT,
                word,
                "put the old table of %s aside, as %s".formatted(table, kept),
                new Work.Ddl(List.of(table, old), LockMode.ACCESS_EXCLUSIVE, forth, false),
                List.of(
                        new Work.Ddl(List.of(table, kept), LockMode.ACCESS_EXCLUSIVE, back, false),
                        new ShadowWork.CatchUp(
                                table, old, way.values(""), way.key(), way.differs())),
                List.of());
    }
}
