package dev.godwit.plan.operation.table;

import dev.godwit.plan.lint.NameRule;
import dev.godwit.plan.lint.TableRules;
import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.operation.Operation;
import dev.godwit.plan.reading.Doc;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.reading.Problems;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.Names;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.LockMode;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Renames a table. Until contract the old name is a view that PostgreSQL updates through, so that
 * both versions of an application read and write.
 */
@Doc("Renames a table; until contract the old name is a view that can be written to")
public record RenameTable(
        @Doc("The table, with its schema when that is not public") String from,
        @Doc("Its new name, in the same schema") String to,
        Location at)
        implements Operation {

    private static final String WORD = "rename_table";
    private static final int SECURITY_INVOKER = 15;

    @Override
    public List<QualifiedName> tables() {
        return List.of(Names.known(from));
    }

    @Override
    public void check(Problems problems) {
        NameRule.relation(from, at, problems);
        NameRule.name(to, at, problems);
    }

    @Override
    public void compile(Draft draft) {
        draft.table(Names.known(from), at).ifPresent(found -> compile(draft, found));
    }

    private void compile(Draft draft, Table found) {
        TableRules.changeable(found, at, draft);
        QualifiedName old = found.name();
        QualifiedName now = new QualifiedName(old.schema(), to);
        NameRule.free(now, at, draft);
        if (draft.operation() > 1 && draft.touchedBefore(old)) {
            draft.rejections()
                    .add(
                            "GW-227",
                            at,
                            "an operation before this one works on " + old,
                            "the table is renamed before any of it is filled or constrained",
                            "put rename_table first and write %s in the others, or into a plan of its own"
                                    .formatted(to));
            return;
        }
        boolean invoker = draft.schema().major() >= SECURITY_INVOKER;
        if (found.rowSecurity() && !invoker) {
            draft.refusals()
                    .add(
                            "GW-232",
                            at,
                            old + " has row-level security",
                            "before PostgreSQL 15 a view would show its rows to everybody",
                            "rename it with an \"sql\" operation while the application is stopped");
            return;
        }
        // Writers lock the view first and the table behind it second; so must whatever drops it.
        Work.Ddl view = Work.Ddl.on(now, LockMode.ACCESS_EXCLUSIVE, view(found, now, invoker));
        List<String> forth = new ArrayList<>();
        forth.add("alter table " + old.sql() + " rename to " + Identifier.quote(to));
        forth.addAll(view.statements());
        String dropView = "drop view if exists " + old.sql();
        draft.step(
                Stage.APPLY,
                WORD,
                "rename %s to %s; %s is a view until contract".formatted(old, to, old),
                Work.Ddl.on(old, LockMode.ACCESS_EXCLUSIVE, forth),
                Work.Ddl.free(
                        old.schema(),
                        List.of(
                                dropView,
                                "alter table "
                                        + now.sql()
                                        + " rename to "
                                        + Identifier.quote(old.name()))));
        draft.takesAway();
        draft.step(
                Stage.CONTRACT,
                WORD,
                "drop the view " + old,
                Work.Ddl.free(old.schema(), List.of(dropView)),
                view);
        draft.renamed(found, now);
    }

    /**
     * Of the columns of before, whatever other operations add; with the table's owner and
     * privileges.
     */
    private static List<String> view(Table found, QualifiedName now, boolean invoker) {
        QualifiedName old = found.name();
        String columns =
                found.columns().stream()
                        .map(column -> Identifier.quote(column.name()))
                        .collect(Collectors.joining(", "));
        return List.of(
                "create view "
                        + old.sql()
                        + (invoker ? " with (security_invoker = true)" : "")
                        + " as select "
                        + columns
                        + " from "
                        + now.sql(),
                """
                do $godwit$ declare _godwit_statement text; begin
                  for _godwit_statement in
                    select pg_catalog.format('grant %%s on %1$s to %%s%%s', a.privilege_type,
                             case a.grantee when 0 then 'public' else pg_catalog.quote_ident(r.rolname) end,
                             case when a.is_grantable then ' with grant option' else '' end)
                      from pg_catalog.pg_class c, pg_catalog.aclexplode(c.relacl) a
                      left join pg_catalog.pg_roles r on r.oid = a.grantee
                     where c.oid = %2$s::pg_catalog.regclass and a.grantee <> c.relowner
                       and a.privilege_type in ('SELECT', 'INSERT', 'UPDATE', 'DELETE')
                    union all
                    select pg_catalog.format('alter view %1$s owner to %%s', c.relowner::pg_catalog.regrole)
                      from pg_catalog.pg_class c where c.oid = %2$s::pg_catalog.regclass
                       and c.relowner::pg_catalog.regrole::text <> pg_catalog.quote_ident(current_user)
                  loop execute _godwit_statement; end loop;
                end $godwit$"""
                        .formatted(
                                old.sql().replace("'", "''").replace("%", "%%"),
                                Identifier.literal(now.sql())));
    }
}
