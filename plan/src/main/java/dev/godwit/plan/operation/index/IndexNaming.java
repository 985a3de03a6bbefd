package dev.godwit.plan.operation.index;

import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;

/** Another name for an index or a constraint. */
public final class IndexNaming {

    private IndexNaming() {}

    /**
     * The statement that renames an index of a table, by the constraint where it belongs to one.
     */
    public static String rename(
            QualifiedName table, boolean constraint, String name, String other) {
        return constraint
                ? "alter table %s rename constraint %s to %s"
                        .formatted(table.sql(), Identifier.quote(name), Identifier.quote(other))
                : "alter index %s rename to %s"
                        .formatted(Identifier.quote(table.schema(), name), Identifier.quote(other));
    }
}
