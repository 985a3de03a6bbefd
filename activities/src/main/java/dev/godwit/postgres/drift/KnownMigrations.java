package dev.godwit.postgres.drift;

import dev.godwit.postgres.catalog.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a database says about the migrations that it has had.
 *
 * @param names of those that are applied, each after the name of its tool
 * @param uncompared kinds of objects that {@link CatalogScan} does not read, where there are some
 */
public record KnownMigrations(List<String> names, List<String> uncompared) {

    // Tables of tools are found by their names in whatever schema they are; Flyway's, which may be
    // called anything, by its columns.
    private static final Map<String, String> TOOLS = new LinkedHashMap<>();

    static {
        TOOLS.put(
                "_prisma_migrations",
                "select 'prisma ' || migration_name from %s where finished_at is not null and rolled_back_at is null order by 1");
        TOOLS.put(
                "django_migrations", "select 'django ' || app || '.' || name from %s order by id");
    }

    private static final String FLYWAY =
            """
            select 'flyway ' || coalesce(version || ' ', '') || description from %1$s r
             where success and type <> 'DELETE' and not exists (select from %1$s d where d.type = 'DELETE'
               and d.installed_rank > r.installed_rank and d.version is not distinct from r.version
               and (d.version is not null or d.description = r.description))
             order by installed_rank
            """;

    private static final String FLYWAY_TABLES =
            """
            select c.oid::regclass::text, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where c.relkind = 'r' and has_table_privilege(c.oid, 'select') and has_schema_privilege(n.oid, 'usage')
               and (select count(*) from pg_attribute a where a.attrelid = c.oid and not a.attisdropped
                     and a.attname in ('installed_rank', 'version', 'description', 'type', 'script', 'checksum',
                                       'installed_by', 'installed_on', 'execution_time', 'success')) = 10
             order by 1
            """;

    /** Names of the tables in which tools keep their records, whether they are there or not. */
    public static Set<String> tables(Connection connection) throws SQLException {
        Set<String> tables = new TreeSet<>(TOOLS.keySet());
        tables.addAll(Rows.of(connection, FLYWAY_TABLES, row -> row.getString(2)));
        return tables;
    }

    private static final String FIND =
            """
            select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where c.relname = ? and c.relkind = 'r' and has_table_privilege(c.oid, 'select')
               and has_schema_privilege(n.oid, 'usage') order by 1
            """;

    private static final String OWN =
            """
            select 'sql ' || name from godwit.migration order by 1
            """;

    private static final String UNCOMPARED =
            """
            select words from (values
              ('foreign tables', (select count(*) from pg_class where relkind = 'f')),
              ('aggregates', (select count(*) from pg_proc where prokind = 'a' and oid >= 16384)),
              ('operators', (select count(*) from pg_operator where oid >= 16384)),
              ('casts', (select count(*) from pg_cast where oid >= 16384)),
              ('collations', (select count(*) from pg_collation where oid >= 16384)),
              ('range types', (select count(*) from pg_type where typtype = 'r' and oid >= 16384)),
              ('text search configurations', (select count(*) from pg_ts_config where oid >= 16384)),
              ('event triggers', (select count(*) from pg_event_trigger)),
              ('publications', (select count(*) from pg_publication)),
              ('default privileges', (select count(*) from pg_default_acl))
            ) as kind (words, number) where number > 0
            """;

    public KnownMigrations {
        names = List.copyOf(names);
        uncompared = List.copyOf(uncompared);
    }

    /** Reads it within the caller's transaction. */
    public static KnownMigrations read(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        if (Rows.exists(connection, "godwit.migration")) {
            names.addAll(Rows.of(connection, OWN, row -> row.getString(1)));
        }
        for (Map.Entry<String, String> tool : TOOLS.entrySet()) {
            for (String table : Rows.of(connection, FIND, row -> row.getString(1), tool.getKey())) {
                names.addAll(
                        Rows.of(
                                connection,
                                tool.getValue().formatted(table),
                                row -> row.getString(1)));
            }
        }
        for (String table : Rows.of(connection, FLYWAY_TABLES, row -> row.getString(1))) {
            names.addAll(Rows.of(connection, FLYWAY.formatted(table), row -> row.getString(1)));
        }
        List<String> uncompared =
                Rows.of(connection, UNCOMPARED, row -> row.getString(1) + " are not compared");
        return new KnownMigrations(names, uncompared);
    }
}
