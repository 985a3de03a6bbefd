package dev.godwit.plan.operation.shape;

import dev.godwit.plan.schema.Index;
import dev.godwit.plan.schema.Table.Constraint;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.sql.Statements.NotSqlException;
import dev.godwit.plan.sql.definition.ColumnNames;
import dev.godwit.plan.sql.definition.TypeReferences;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands on a column, as it would stand on another one.
 *
 * @param type of which constants in it are; null where they stay
 * @param now the other column's type; null where constants stay
 */
record Transfer(String from, String to, @Nullable QualifiedName type, @Nullable QualifiedName now) {

    /** On a column of the same type, or of one that no constant is of. */
    Transfer(String from, String to) {
        this(from, to, null, null);
    }

    /** Another index like that, on the other column. */
    Index index(Index index, String name) {
        try {
            return new Index(
                    name,
                    index.unique(),
                    index.primary(),
                    index.valid(),
                    index.partial(),
                    columns(index.columns()),
                    ColumnNames.ofIndex(typed(index), from, to),
                    index.ownedByConstraint().isEmpty() ? "" : name,
                    columns(index.uses()),
                    index.comment());
        } catch (NotSqlException failure) {
            throw unreadable(index.name(), failure);
        }
    }

    /** Another constraint like that, on the other column. */
    Constraint constraint(Constraint one, String name) {
        try {
            String definition =
                    switch (one.type()) {
                        case 'c' -> ColumnNames.ofCheck(typed(one), from, to);
                        case 'f' -> ColumnNames.ofForeignKey(one.definition(), from, to);
                        default -> one.definition();
                    };
            return new Constraint(
                    name,
                    one.type(),
                    definition,
                    one.references(),
                    one.comment(),
                    columns(one.columns()));
        } catch (NotSqlException failure) {
            throw unreadable(one.name(), failure);
        }
    }

    private String typed(Index index) throws NotSqlException {
        return type == null || now == null
                ? index.definition()
                : TypeReferences.ofIndex(index.definition(), type, now);
    }

    private String typed(Constraint one) throws NotSqlException {
        return type == null || now == null
                ? one.definition()
                : TypeReferences.ofConstraint(one.definition(), type, now);
    }

    private List<String> columns(List<String> columns) {
        return columns.stream().map(one -> one.equals(from) ? to : one).toList();
    }

    private static IllegalStateException unreadable(String name, NotSqlException failure) {
        return new IllegalStateException(
                "the definition of %s cannot be read: %s".formatted(name, failure.getMessage()),
                failure);
    }
}
