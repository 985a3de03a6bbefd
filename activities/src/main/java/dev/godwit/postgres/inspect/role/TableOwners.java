package dev.godwit.postgres.inspect.role;

import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.inspect.look.Look;
import dev.godwit.postgres.inspect.look.Subject;
import dev.godwit.postgres.inspect.look.Words;
import dev.godwit.workflow.operator.Check;
import dev.godwit.workflow.operator.Check.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/** Which tables the role may alter: those that it owns, by itself or by membership. */
public final class TableOwners implements Look {

    private static final int NAMED = 5;

    private static final String TABLES =
            """
            select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name,
                   quote_ident(pg_get_userbyid(c.relowner)) as owner, quote_ident(current_user) as me,
                   pg_has_role(c.relowner, 'USAGE') as mine,
                   (select rolsuper from pg_roles r where r.oid = c.relowner) as almighty
              from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence <> 't'
               and n.nspname not in ('information_schema', 'godwit') and n.nspname not like 'pg\\_%'
               and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
             order by 1
            """;

    private record Owned(String name, String owner, String me, boolean mine, boolean almighty) {

        /** Membership in a superuser would give the role everything. */
        String remedy() {
            return almighty
                    ? "alter table %s owner to %s;".formatted(name, me)
                    : "grant %s to %s;".formatted(owner, me);
        }
    }

    @Override
    public String name() {
        return "tables";
    }

    @Override
    public List<Check> at(Connection connection, Subject subject) throws SQLException {
        List<Owned> tables =
                Rows.of(
                        connection,
                        TABLES,
                        row ->
                                new Owned(
                                        row.getString("name"),
                                        row.getString("owner"),
                                        row.getString("me"),
                                        row.getBoolean("mine"),
                                        row.getBoolean("almighty")));
        List<Owned> others = tables.stream().filter(table -> !table.mine()).toList();
        if (others.isEmpty()) {
            return List.of(Check.ok(name(), "the role may alter all %d".formatted(tables.size())));
        }
        List<String> first = others.stream().limit(NAMED).map(Owned::name).toList();
        String grants =
                others.stream()
                        .map(Owned::remedy)
                        .distinct()
                        .limit(NAMED)
                        .collect(Collectors.joining(" "));
        return List.of(
                new Check(
                        name(),
                        others.size() == tables.size() ? Level.WARNING : Level.NOTE,
                        "the role may not alter %d of %d: %s"
                                .formatted(
                                        others.size(),
                                        tables.size(),
                                        Words.some(first, others.size())),
                        "PostgreSQL lets only a table's owner alter it",
                        grants));
    }
}
