package dev.godwit.plan.operation.shadow;

import static java.util.stream.Collectors.joining;

import dev.godwit.plan.operation.constraint.Uniqueness;
import dev.godwit.plan.operation.looks.Looks;
import dev.godwit.plan.schema.Column;
import dev.godwit.plan.schema.Index;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.LockMode;
import dev.godwit.plan.step.Work;
import java.util.ArrayList;
import java.util.List;

/**
 * The copy: the columns in their order, with the types that they are to have, and what stands on
 * single rows. The key comes once rows are there, which is cheaper than to keep it up for each, and
 * other indexes and foreign keys once they are compared.
 *
 * @param name of the copy
 * @param key the name of its primary key
 */
record ShadowTable(Table table, List<Change> changes, QualifiedName name, String key) {

    /** Makes it. */
    Work.Ddl create() {
        List<String> statements = new ArrayList<>();
        statements.add(
                "create table %s (like %s including constraints including comments including compression including defaults including generated including identity including storage)"
                        .formatted(name.sql(), table.name().sql()));
        statements.add(settings());
        for (Change change : changes) {
            type(change, statements);
        }
        for (Column column : table.columns()) {
            boolean same = changes.stream().noneMatch(one -> one.old().equals(column));
            for (Work.Ddl look : Looks.of(column, same, "", name, column.name())) {
                statements.addAll(look.statements());
            }
        }
        if (!table.comment().isEmpty()) {
            statements.add(
                    "comment on table %s is %s"
                            .formatted(name.sql(), Identifier.literal(table.comment())));
        }
        return Work.Ddl.on(table.name(), LockMode.ACCESS_SHARE, statements);
    }

    /** Drops it; valid when it is not there. */
    Work.Ddl drop() {
        return Work.Ddl.on(
                name, LockMode.ACCESS_EXCLUSIVE, List.of("drop table if exists " + name.sql()));
    }

    private void type(Change change, List<String> statements) {
        String alter =
                "alter table %s alter column %s "
                        .formatted(name.sql(), Identifier.quote(change.old().name()));
        if (!change.old().defaultExpression().isEmpty()) {
            statements.add(alter + "drop default");
        }
        // No row is there yet, and not every type has a cast to every other.
        statements.add(alter + "type " + change.wanted().type() + " using null");
        if (change.wanted().preset() != null) {
            statements.add(alter + "set default " + change.wanted().preset());
        }
        if (!change.wanted().comment().equals(change.old().comment())) {
            statements.add(
                    "comment on column %s.%s is %s"
                            .formatted(
                                    name.sql(),
                                    Identifier.quote(change.old().name()),
                                    change.wanted().comment().isEmpty()
                                            ? "null"
                                            : Identifier.literal(change.wanted().comment())));
        }
    }

    /**
     * Makes its primary key, by its index, which may hold more than the key. Nobody works with the
     * copy yet: nobody waits for the index, nor for the constraint, whose lock is stronger.
     *
     * @param columns of the key
     */
    Work.Ddl primaryKey(List<Work.KeyColumn> columns) {
        List<String> statements = new ArrayList<>();
        for (Index index : table.indexes()) {
            if (index.primary()) {
                String create =
                        "create unique index %s on %s%s"
                                .formatted(
                                        Identifier.quote(key),
                                        name.sql(),
                                        CopyTwins.built(table, index, name).definition());
                statements.add(withoutDoubles(create, columns));
                table.constraint(index.name())
                        .ifPresent(
                                constraint ->
                                        statements.addAll(
                                                Uniqueness.of(name, constraint.withName(key))
                                                        .statements()));
            }
        }
        return new Work.Ddl(List.of(name), LockMode.SHARE, statements, true);
    }

    /**
     * Only a table that was rewritten while it was copied (VACUUM FULL, CLUSTER) has been copied
     * twice. Which of the two stays does not matter: it is compared.
     */
    private String withoutDoubles(String create, List<Work.KeyColumn> columns) {
        String list =
                columns.stream()
                        .map(column -> Identifier.quote(column.name()))
                        .collect(joining(", "));
        return """
        do $godwit$ begin
          %1$s;
        exception when unique_violation then
          delete from %2$s where ctid in (
            select d.ctid from (select ctid, pg_catalog.row_number() over (partition by %3$s) as n from %2$s) d where d.n > 1);
          %1$s;
        end $godwit$"""
                .formatted(create, name.sql(), list);
    }

    /** What LIKE leaves out: storage parameters, tablespace, and whether it is logged. */
    private String settings() {
        return """
        do $godwit$ declare _godwit_statement text; begin
          for _godwit_statement in
            select pg_catalog.format('alter table %1$s set (%%s)', pg_catalog.array_to_string(c.reloptions, ', '))
              from pg_catalog.pg_class c where c.oid = %2$s::pg_catalog.regclass and c.reloptions is not null
            union all
            select pg_catalog.format('alter table %1$s set (%%s)',
                     (select pg_catalog.string_agg('toast.' || o, ', ') from pg_catalog.unnest(t.reloptions) o))
              from pg_catalog.pg_class c join pg_catalog.pg_class t on t.oid = c.reltoastrelid
             where c.oid = %2$s::pg_catalog.regclass and t.reloptions is not null
            union all
            select pg_catalog.format('alter table %1$s set tablespace %%I', s.spcname)
              from pg_catalog.pg_class c join pg_catalog.pg_tablespace s on s.oid = c.reltablespace
             where c.oid = %2$s::pg_catalog.regclass
            union all
            select 'alter table %1$s set unlogged' from pg_catalog.pg_class c
             where c.oid = %2$s::pg_catalog.regclass and c.relpersistence = 'u'
          loop execute _godwit_statement; end loop;
        end $godwit$"""
                .formatted(
                        name.sql().replace("'", "''").replace("%", "%%"),
                        Identifier.literal(table.name().sql()));
    }
}
