package dev.godwit.plan.operation.index;

import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.schema.Index;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.sql.Statements;
import dev.godwit.plan.step.LockMode;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Work;
import java.util.ArrayList;
import java.util.List;

/** Dropping an index in contract, so that it can be built again. */
public final class IndexDropping {

    private IndexDropping() {}

    /**
     * Adds the step.
     *
     * @param reserved name under which it would be built again
     */
    public static void add(Draft draft, String word, Table table, Index index, String reserved) {
        QualifiedName name = new QualifiedName(table.name().schema(), index.name());
        List<Work> undo = new ArrayList<>();
        undo.add(
                new Work.BuildIndex(
                        table.name(),
                        reserved,
                        index.name(),
                        again(index, reserved),
                        false,
                        List.of(),
                        null));
        if (!index.comment().isEmpty()) {
            undo.add(
                    Work.Ddl.on(
                            table.name(),
                            LockMode.SHARE_UPDATE_EXCLUSIVE,
                            List.of(
                                    "comment on index %s is %s"
                                            .formatted(
                                                    name.sql(),
                                                    Identifier.literal(index.comment())))));
        }
        draft.step(
                Stage.CONTRACT,
                word,
                "drop index " + name,
                new Work.DropIndex(name),
                undo,
                List.of());
    }

    /** The statement that builds it again, concurrently, under another name. */
    public static String again(Index index, String reserved) {
        try {
            return Statements.concurrentIndex(index.definition(), reserved);
        } catch (Statements.NotSqlException failure) {
            throw new IllegalStateException(
                    "pg_get_indexdef of %s cannot be read: %s"
                            .formatted(index.name(), failure.getMessage()),
                    failure);
        }
    }
}
