package dev.godwit.plan.operation.shape;

import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.LockMode;
import dev.godwit.plan.step.Work;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A trigger that keeps rows right for every writer, whichever code it runs: before each INSERT and
 * UPDATE, after the user's own.
 *
 * @param name sorting after the user's own
 * @param function in schema godwit
 * @param body of the function, exactly as the catalog will hold it
 * @param when over {@code new}: true for every row that the function would change or refuse, so
 *     that it need not run for the others; null where it runs for all
 */
public record RowTrigger(
        QualifiedName table, String name, String function, String body, @Nullable String when) {

    /**
     * The one of an operation.
     *
     * @param what of the operation's triggers it is
     */
    public static RowTrigger of(Draft draft, QualifiedName table, String what, String body) {
        return new RowTrigger(
                table,
                "zzz_godwit_%02d_%s".formatted(draft.operation(), draft.hash()),
                draft.reserved(what),
                body,
                null);
    }

    /** The same, for the rows of a condition alone. */
    public RowTrigger when(@Nullable String condition) {
        return new RowTrigger(table, name, function, body, condition);
    }

    /** As it is compared with what is found. */
    public Work.SyncTrigger planned() {
        return planned(null);
    }

    /** The same. @param then what a later step puts in its place */
    Work.SyncTrigger planned(@Nullable RowTrigger then) {
        return new Work.SyncTrigger(
                name, function, body, then == null ? null : then.planned(), when);
    }

    /** The step that puts it on the table. No transaction that wrote without it is open then. */
    public Work.Ddl on() {
        return Work.Ddl.on(table, LockMode.SHARE_ROW_EXCLUSIVE, create());
    }

    /** The step that takes it off. */
    public Work.Ddl off() {
        return Work.Ddl.on(table, LockMode.SHARE_ROW_EXCLUSIVE, drop());
    }

    /** The statements that put it on the table. */
    public List<String> create() {
        return create("insert or update");
    }

    /** The statements that put it on the table for INSERT alone. */
    List<String> createForInsert() {
        return create("insert");
    }

    private List<String> create(String events) {
        String schema = Identifier.quote(table.schema());
        List<String> statements = new ArrayList<>();
        Collections.addAll(
                statements,
                "create or replace function "
                        + quoted()
                        + "() returns trigger language plpgsql security invoker"
                        + " set search_path = pg_catalog, "
                        + schema
                        + ", pg_temp as "
                        + Identifier.literal(body),
                "grant usage on schema godwit to public",
                "grant execute on function " + quoted() + "() to public",
                "create trigger "
                        + Identifier.quote(name)
                        + " before "
                        + events
                        + " on "
                        + table.sql()
                        + " for each row"
                        + (when == null ? "" : " when (" + when + ")")
                        + " execute function "
                        + quoted()
                        + "()",
                // ALWAYS: replication workers and session_replication_role = replica fire it too.
                "alter table " + table.sql() + " enable always trigger " + Identifier.quote(name));
        if (when != null) {
            statements.add(seal());
        }
        return List.copyOf(statements);
    }

    /**
     * Keeps what the server has made of the condition beside it: its own text, as it was written
     * here, cannot be found in the catalog again.
     */
    private String seal() {
        String change =
                """

                begin
                  execute (select format('comment on trigger %%I on %%s is %%L', t.tgname, t.tgrelid::regclass,
                                         %s || md5(t.tgqual::text))
                             from pg_catalog.pg_trigger t
                            where t.tgrelid = %s::regclass and t.tgname = %s);
                end
                """
                        .formatted(
                                Identifier.literal(Work.SyncTrigger.SEAL),
                                Identifier.literal(table.sql()),
                                Identifier.literal(name));
        return "do " + Identifier.literal(change);
    }

    /** The statements that take it away; valid when it is not there. */
    public List<String> drop() {
        return List.of(
                "drop trigger if exists " + Identifier.quote(name) + " on " + table.sql(),
                "drop function if exists " + quoted() + "()");
    }

    private String quoted() {
        return Identifier.quote("godwit", function);
    }
}
