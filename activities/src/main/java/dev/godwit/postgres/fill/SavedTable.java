package dev.godwit.postgres.fill;

import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.Work.KeyColumn;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.fill.range.KeyNames;
import dev.godwit.postgres.state.StateSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The keys and values that a fill wrote, kept in schema godwit until they are not needed. */
record SavedTable(
        QualifiedName name, QualifiedName table, List<KeyColumn> key, String column, boolean old) {

    /** What the column of values that were there before is called. */
    static final String OLD = "_godwit_old";

    static SavedTable of(String saved, QualifiedName table, List<KeyColumn> key, String column) {
        return of(saved, table, key, column, false);
    }

    /** With the values that were there before, if old. */
    static SavedTable of(
            String saved, QualifiedName table, List<KeyColumn> key, String column, boolean old) {
        QualifiedName name = new QualifiedName(StateSchema.NAME, saved);
        return new SavedTable(name, table, key, column, old);
    }

    /** Key and filled column, in the table's order of columns. */
    String columns() {
        return keyColumns() + ", " + Identifier.quote(column);
    }

    /** The key columns, quoted. */
    String keyColumns() {
        return KeyNames.list(key);
    }

    /** Equality of the key between two aliases. */
    String sameKey(String left, String right) {
        return KeyNames.same(key, left, right);
    }

    /** Types and collations come from the table itself. Keys of an earlier run are kept. */
    void create(Connection connection) throws SQLException {
        if (exists(connection)) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "create table %s as select %s from %s with no data"
                            .formatted(
                                    name.sql(),
                                    columns()
                                            + (old
                                                    ? ", " + Identifier.quote(column) + " as " + OLD
                                                    : ""),
                                    table.sql()));
            statement.execute(
                    "alter table %s add primary key (%s)".formatted(name.sql(), keyColumns()));
        }
    }

    boolean exists(Connection connection) throws SQLException {
        return Rows.exists(connection, name.sql());
    }
}
