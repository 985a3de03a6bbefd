package dev.godwit.postgres.inspect.load;

import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.inspect.look.Look;
import dev.godwit.postgres.inspect.look.Subject;
import dev.godwit.workflow.operator.Check;
import dev.godwit.workflow.operator.Check.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** No failed build has left an index that costs every write and helps no query. */
public final class InvalidIndexes implements Look {

    // While one is being built, its table is locked against a second build. Those of Godwit's own
    // are leftovers.
    private static final String INVALID =
            """
            select n.nspname, c.relname, t.relname as table
              from pg_index i join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid
              join pg_namespace n on n.oid = c.relnamespace
             where not i.indisvalid and c.relkind = 'i' and n.nspname not in ('pg_catalog', 'pg_toast') and c.relname not like '\\_godwit\\_%'
               and not exists (select from pg_locks l where l.relation = i.indrelid and l.mode = 'ShareUpdateExclusiveLock'
                                  and l.database = (select oid from pg_database where datname = current_database()))
             order by 1, 2 limit 10
            """;

    @Override
    public String name() {
        return "indexes";
    }

    @Override
    public List<Check> at(Connection connection, Subject subject) throws SQLException {
        List<Check> checks =
                Rows.of(
                        connection,
                        INVALID,
                        row ->
                                check(
                                        new QualifiedName(row.getString(1), row.getString(2)),
                                        row.getString(3)));
        return checks.isEmpty() ? List.of(Check.ok(name(), "none is invalid")) : checks;
    }

    private Check check(QualifiedName index, String table) {
        return new Check(
                name(),
                Level.WARNING,
                "index %s of %s is invalid".formatted(index, table),
                "a build has failed; it costs every write and no query uses it",
                "drop index concurrently %1$s;  or reindex index concurrently %1$s;"
                        .formatted(index.sql()));
    }
}
