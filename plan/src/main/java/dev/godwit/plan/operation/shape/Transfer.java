package dev.godwit.plan.operation.shape;

import dev.godwit.plan.schema.Table.Constraint;
import dev.godwit.plan.schema.Table.Index;
import dev.godwit.plan.sql.ColumnNames;
import dev.godwit.plan.sql.Statements.NotSqlException;
import java.util.List;

/** What stands on a column, as it would stand on another one. */
record Transfer(String from, String to) {

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
                    ColumnNames.ofIndex(index.definition(), from, to),
                    index.ownedByConstraint().isEmpty() ? "" : name,
                    columns(index.uses()));
        } catch (NotSqlException failure) {
            throw unreadable(index.name(), failure);
        }
    }

    /** Another constraint like that, on the other column. */
    Constraint constraint(Constraint one, String name) {
        try {
            String definition =
                    switch (one.type()) {
                        case 'c' -> ColumnNames.ofCheck(one.definition(), from, to);
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

    private List<String> columns(List<String> columns) {
        return columns.stream().map(one -> one.equals(from) ? to : one).toList();
    }

    private static IllegalStateException unreadable(String name, NotSqlException failure) {
        return new IllegalStateException(
                "the definition of %s cannot be read: %s".formatted(name, failure.getMessage()),
                failure);
    }
}
