package dev.godwit.plan.operation.twin;

import dev.godwit.plan.schema.Index;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import java.util.ArrayList;
import java.util.List;

/**
 * The name of an index or a constraint, which a twin takes over of the first one.
 *
 * @param constraint whether it is that of a constraint, with or without an index
 * @param index whether there is an index of that name
 * @param name whose it is to be
 * @param fresh the twin's until then
 * @param aside the first one's from then on; empty where there is no first one
 */
public record TwinName(boolean constraint, boolean index, String name, String fresh, String aside) {

    /** That of an index, and of the constraint that owns it. */
    public static TwinName of(Index first, String fresh, String aside) {
        return new TwinName(!first.ownedByConstraint().isEmpty(), true, first.name(), fresh, aside);
    }

    /** That of a constraint without an index. */
    public static TwinName ofConstraint(String name, String fresh, String aside) {
        return new TwinName(true, false, name, fresh, aside);
    }

    /**
     * The statements by which the twin takes it over, and the comment on an index.
     *
     * @param first the table of the first one, as it is called by then
     * @param twin that of the twin, perhaps the same
     */
    public List<String> takeOver(QualifiedName first, QualifiedName twin) {
        List<String> statements = new ArrayList<>();
        if (!aside.isEmpty()) {
            statements.add(rename(first, name, aside));
        }
        statements.add(rename(twin, fresh, name));
        if (index) {
            statements.add(
                    IndexComment.copied(
                            new QualifiedName(first.schema(), aside),
                            new QualifiedName(first.schema(), name)));
        }
        return statements;
    }

    /** The statements by which the first one gets it back. */
    public List<String> giveBack(QualifiedName first, QualifiedName twin) {
        List<String> statements = new ArrayList<>();
        statements.add(rename(twin, name, fresh));
        if (!aside.isEmpty()) {
            statements.add(rename(first, aside, name));
        }
        return statements;
    }

    private String rename(QualifiedName table, String one, String other) {
        return constraint
                ? "alter table %s rename constraint %s to %s"
                        .formatted(table.sql(), Identifier.quote(one), Identifier.quote(other))
                : "alter index %s rename to %s"
                        .formatted(Identifier.quote(table.schema(), one), Identifier.quote(other));
    }
}
