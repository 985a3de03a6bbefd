package dev.godwit.postgres.rows;

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

/** Deleted rows, whole, kept in schema godwit until they are not needed. */
record SavedWhole(QualifiedName name, QualifiedName table, List<KeyColumn> key) {

    /** Why a row could not be put back; NULL as long as nobody has tried. */
    static final String STAYS = "_godwit_stays";

    private static final String COLUMNS =
            """
            select s.attname from pg_catalog.pg_attribute s
             where s.attrelid = pg_catalog.to_regclass(?) and s.attnum > 0 and not s.attisdropped and s.attname <> ?
               and (? = '' or exists (select from pg_catalog.pg_attribute t
                     where t.attrelid = pg_catalog.to_regclass(?) and t.attname = s.attname
                       and t.attnum > 0 and not t.attisdropped and t.attgenerated = ''))
             order by s.attnum
            """;

    static SavedWhole of(String saved, QualifiedName table, List<KeyColumn> key) {
        return new SavedWhole(new QualifiedName(StateSchema.NAME, saved), table, key);
    }

    /** Types and collations come from the table itself. Rows of an earlier attempt are kept. */
    void create(Connection connection) throws SQLException {
        if (exists(connection)) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "create table %s as select *, null::text as %s from %s with no data"
                            .formatted(name.sql(), STAYS, table.sql()));
            statement.execute("alter table %s add primary key (%s)".formatted(name.sql(), keys()));
        }
    }

    boolean exists(Connection connection) throws SQLException {
        return Rows.exists(connection, name.sql());
    }

    void drop(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("drop table if exists " + name.sql());
        }
    }

    /** All that it holds of a row, quoted. */
    List<String> columns(Connection connection) throws SQLException {
        return columns(connection, "");
    }

    /** What of it the table takes: no generated columns, and none that is gone. */
    List<String> taken(Connection connection) throws SQLException {
        return columns(connection, table.sql());
    }

    private List<String> columns(Connection connection, String by) throws SQLException {
        return Rows.of(
                connection,
                COLUMNS,
                row -> Identifier.quote(row.getString(1)),
                name.sql(),
                STAYS,
                by,
                by);
    }

    /** The key columns, quoted. */
    String keys() {
        return KeyNames.list(key);
    }

    /** Equality of the key between two aliases. */
    String sameKey(String left, String right) {
        return KeyNames.same(key, left, right);
    }
}
