package dev.godwit.postgres.script;

import static java.util.stream.Collectors.joining;

import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.Save;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.state.StateSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The table that a statement takes something from, as the catalog has it now.
 *
 * @param columns all that hold values of their own: generated ones do not
 * @param key columns of the primary or another not-null unique key; empty when there is none
 */
record Kept(Save save, QualifiedName table, List<String> columns, List<String> key) {

    private static final String FIND =
            """
            select n.nspname, c.relname from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
            where c.oid = pg_catalog.to_regclass(?) and c.relkind in ('r', 'p')
            """;

    private static final String COLUMNS =
            """
            select attname from pg_catalog.pg_attribute where attrelid = pg_catalog.to_regclass(?) and attnum > 0
            and not attisdropped and attgenerated = '' order by attnum
            """;

    /** The primary key first, then the one with the fewest columns. */
    private static final String KEYS =
            """
            select array(select a.attname::text from unnest(i.indkey) with ordinality k(number, place)
                    join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number
                    where k.place <= i.indnkeyatts order by k.place) as names
            from pg_catalog.pg_index i where i.indrelid = pg_catalog.to_regclass(?) and i.indisunique and i.indisvalid
            and i.indpred is null and i.indexprs is null and not exists (
                    select from unnest(i.indkey) with ordinality k(number, place)
                    join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number
                    where k.place <= i.indnkeyatts and not a.attnotnull)
            order by i.indisprimary desc, i.indnkeyatts, i.indexrelid
            """;

    Kept {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }

    /** Looks for the table by the caller's search path; empty when there is no such table. */
    static Optional<Kept> find(Connection connection, Save save) throws SQLException {
        String written =
                save.schema() == null
                        ? Identifier.quote(save.table())
                        : Identifier.quote(save.schema(), save.table());
        List<QualifiedName> found =
                Rows.of(
                        connection,
                        FIND,
                        row -> new QualifiedName(row.getString(1), row.getString(2)),
                        written);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        QualifiedName table = found.getFirst();
        List<String> columns = Rows.of(connection, COLUMNS, row -> row.getString(1), table.sql());
        List<List<String>> keys =
                Rows.of(
                        connection,
                        KEYS,
                        row -> List.of((String[]) row.getArray(1).getArray()),
                        table.sql());
        return Optional.of(
                new Kept(
                        save,
                        table,
                        columns,
                        keys.stream()
                                .filter(key -> key.stream().noneMatch(save.columns()::contains))
                                .findFirst()
                                .orElse(List.of())));
    }

    /** Whether its rows must be known again one by one. */
    boolean needsKey() {
        return switch (save.kind()) {
            case COLUMN, TYPE, VALUES -> true;
            case TABLE -> false;
            case ROWS -> !save.rows().isEmpty();
        };
    }

    /** Whether it has the columns that are meant: IF EXISTS may name one that is not there. */
    boolean has() {
        return columns.containsAll(save.columns());
    }

    /** Where what is kept is. */
    QualifiedName copy() {
        return new QualifiedName(StateSchema.NAME, save.into());
    }

    /** Where it is kept how the statement left it. */
    QualifiedName after() {
        return new QualifiedName(StateSchema.NAME, save.into() + "_after");
    }

    /** Key and columns, quoted. */
    String keyAnd(List<String> others) {
        return Stream.concat(key.stream(), others.stream())
                .map(Identifier::quote)
                .collect(joining(", "));
    }

    /** Equality of the key between two aliases. */
    String sameKey(String left, String right) {
        return key.stream()
                .map(Identifier::quote)
                .map(name -> left + "." + name + " = " + right + "." + name)
                .collect(joining(" and "));
    }

    static boolean exists(Connection connection, QualifiedName table) throws SQLException {
        return Rows.exists(connection, table.sql());
    }

    static long execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
            return statement.getLargeUpdateCount();
        }
    }
}
