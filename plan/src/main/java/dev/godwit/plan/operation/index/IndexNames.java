package dev.godwit.plan.operation.index;

import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.operation.Operation;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Names for indexes that nobody has named, much as PostgreSQL would give them. */
public final class IndexNames {

    private static final int ROOM = Identifier.MAX_BYTES - 8;

    private IndexNames() {}

    /**
     * A name that nothing has, and that no operation of the plan gives or uses; taken from now on.
     */
    public static QualifiedName free(Draft draft, QualifiedName table, List<String> columns) {
        for (int i = 0; ; i++) {
            QualifiedName name = of(table, columns, i);
            if (!draft.taken(name)
                    && draft.plan().operations().stream().noneMatch(one -> says(one, name))) {
                draft.taking(name);
                return name;
            }
        }
    }

    /** The first one in question, or the number-th one after it. */
    public static QualifiedName of(QualifiedName table, List<String> columns, int number) {
        String stem = cut(table.name() + "_" + String.join("_", columns));
        return new QualifiedName(table.schema(), stem + "_idx" + (number == 0 ? "" : number));
    }

    private static boolean says(Operation operation, QualifiedName name) {
        return operation.tables().contains(name)
                || operation.builds().stream()
                        .anyMatch(
                                one ->
                                        name.name().equals(one.name())
                                                && name.schema().equals(one.table().schema()));
    }

    private static String cut(String name) {
        String cut = name;
        while (cut.getBytes(StandardCharsets.UTF_8).length > ROOM) {
            cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
        }
        return cut;
    }
}
