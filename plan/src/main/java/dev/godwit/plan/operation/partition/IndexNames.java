package dev.godwit.plan.operation.partition;

import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.schema.IndexShape;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** Names for the indexes of a partition, much as PostgreSQL would give them. */
final class IndexNames {

    private static final int ROOM = Identifier.MAX_BYTES - 8;

    private IndexNames() {}

    /** A name that nothing has; taken from now on. */
    static QualifiedName free(Draft draft, QualifiedName table, IndexShape index) {
        String columns =
                index.columns().stream()
                        .map(column -> column.matches("\\w+") ? column : "expr")
                        .collect(Collectors.joining("_"));
        String stem = cut(table.name() + "_" + columns);
        for (int i = 0; ; i++) {
            QualifiedName name =
                    new QualifiedName(table.schema(), stem + "_idx" + (i == 0 ? "" : i));
            if (!draft.taken(name)) {
                draft.taking(name);
                return name;
            }
        }
    }

    private static String cut(String name) {
        String cut = name;
        while (cut.getBytes(StandardCharsets.UTF_8).length > ROOM) {
            cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
        }
        return cut;
    }
}
