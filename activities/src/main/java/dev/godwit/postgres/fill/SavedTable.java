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

    private static final String TYPE =
            "select pg_catalog.format_type(atttypid, atttypmod) from pg_catalog.pg_attribute"
                    + " where attrelid = ?::text::pg_catalog.regclass and attname = ?";

    private static final String ENUM =
            """
            select true from pg_catalog.pg_attribute a join pg_catalog.pg_type t on t.oid = a.atttypid
            where a.attrelid = ?::text::pg_catalog.regclass and a.attname = ?
              and exists (select from pg_catalog.pg_type e where e.oid in (t.oid, t.typelem) and e.typtype = 'e')
            """;

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

    /**
     * Types and collations come from the table itself; enums are kept as text, so that they can be
     * dropped while something of them is kept. Keys of an earlier run are kept.
     */
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
            if (!old && enumeration(connection)) {
                statement.execute(
                        "alter table %s alter column %s type text"
                                .formatted(name.sql(), Identifier.quote(column)));
            }
        }
    }

    private boolean enumeration(Connection connection) throws SQLException {
        return !Rows.of(connection, ENUM, row -> row.getBoolean(1), name.sql(), column).isEmpty();
    }

    /** The type of the column in its table, as SQL; for what was kept of it as text. */
    String type(Connection connection) throws SQLException {
        return Rows.of(connection, TYPE, row -> row.getString(1), table.sql(), column).getFirst();
    }

    boolean exists(Connection connection) throws SQLException {
        return Rows.exists(connection, name.sql());
    }
}
