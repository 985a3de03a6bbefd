package dev.godwit.plan.operation.constraint;

import dev.godwit.plan.schema.Table.Constraint;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.LockMode;
import dev.godwit.plan.step.Work;
import java.util.ArrayList;
import java.util.List;

/**
 * A check or foreign key that is added by its definition in the catalog: for new rows first, for
 * all of them when it is validated.
 *
 * @param constraint with the name and the definition that it is to have
 */
public record ByDefinition(QualifiedName table, Constraint constraint) {

    private static final String NOT_VALID = " NOT VALID";

    /** Its table, and the one that it points to. */
    public List<QualifiedName> tables() {
        List<QualifiedName> tables = new ArrayList<>(List.of(table));
        QualifiedName parent = constraint.references();
        if (parent != null && !parent.equals(table)) {
            tables.add(parent);
        }
        return tables;
    }

    /** Whether it held for all rows. */
    public boolean valid() {
        return !constraint.definition().endsWith(NOT_VALID);
    }

    /** Adds it for new rows, with its comment. */
    public Work.Ddl add() {
        return new Work.Ddl(
                tables(),
                constraint.type() == 'f' ? LockMode.SHARE_ROW_EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE,
                commented(
                        table,
                        constraint,
                        "alter table %s add constraint %s %s%s"
                                .formatted(
                                        table.sql(),
                                        Identifier.quote(constraint.name()),
                                        constraint.definition(),
                                        valid() ? NOT_VALID : "")),
                false);
    }

    /** Takes it away; valid when it is not there. */
    public Work.Ddl drop() {
        return new Work.Ddl(
                tables(),
                LockMode.ACCESS_EXCLUSIVE,
                List.of(
                        "alter table %s drop constraint if exists %s"
                                .formatted(table.sql(), Identifier.quote(constraint.name()))),
                false);
    }

    /** Looks at all rows. */
    public Work.Ddl validate() {
        return Work.Ddl.validate(table, constraint.name());
    }

    /** A statement that makes a constraint, and its comment if it has one. */
    static List<String> commented(QualifiedName table, Constraint constraint, String statement) {
        return constraint.comment().isEmpty()
                ? List.of(statement)
                : List.of(
                        statement,
                        "comment on constraint %s on %s is %s"
                                .formatted(
                                        Identifier.quote(constraint.name()),
                                        table.sql(),
                                        Identifier.literal(constraint.comment())));
    }
}
