package dev.godwit.plan.operation.shadow;

import static java.util.stream.Collectors.joining;

import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.Work;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The trigger by which one table follows another: after each row that is written it writes the same
 * row there, found by its key. It runs as Godwit's role, since the application has no privileges on
 * what it does not know.
 *
 * <p>A transaction of another isolation than READ COMMITTED does not see what was copied since it
 * began, and finds nothing to delete: then the key of the deleted row is put down.
 *
 * @param name of the trigger
 * @param function in schema godwit
 * @param deleted table in schema godwit for keys of deleted rows; null when nothing was copied
 */
record Follow(Way way, String name, String function, @Nullable String deleted) {

    static Follow of(Draft draft, Way way, String what, @Nullable String deleted) {
        return new Follow(
                way,
                "zzz_godwit_%02d_%s".formatted(draft.operation(), draft.hash()),
                draft.reserved(what),
                deleted);
    }

    /** The table of keys. */
    static QualifiedName keys(String deleted) {
        return new QualifiedName("godwit", deleted);
    }

    /** As it is compared with what is found. */
    Work.SyncTrigger planned(Work.@Nullable SyncTrigger then) {
        return new Work.SyncTrigger(name, function, body(), then, null, true);
    }

    /** The statements that begin it. */
    List<String> create() {
        List<String> statements = new ArrayList<>();
        if (deleted != null) {
            statements.add(
                    "create table %s as select %s from %s with no data"
                            .formatted(keys(deleted).sql(), way.keyColumns(), way.from().sql()));
        }
        statements.add(
                "create function %s() returns trigger language plpgsql security definer set search_path = pg_catalog, %s, pg_temp as %s"
                        .formatted(
                                quoted(),
                                Identifier.quote(way.from().schema()),
                                Identifier.literal(body())));
        statements.add(truncate());
        for (String one : List.of(quoted(), truncating())) {
            statements.add("revoke all on function " + one + "() from public");
        }
        statements.add(
                "create trigger %s after insert or update or delete on %s for each row execute function %s()"
                        .formatted(Identifier.quote(name), way.from().sql(), quoted()));
        statements.add(
                "create trigger %s after truncate on %s for each statement execute function %s()"
                        .formatted(Identifier.quote(name + "_t"), way.from().sql(), truncating()));
        for (String one : List.of(name, name + "_t")) {
            // ALWAYS: replication workers and session_replication_role = replica fire it too.
            statements.add(
                    "alter table %s enable always trigger %s"
                            .formatted(way.from().sql(), Identifier.quote(one)));
        }
        return statements;
    }

    /**
     * The statement after which no row is copied any more. It makes anew what empties the copy, so
     * that the catalog knows by which transaction it was.
     */
    String compared() {
        return truncate();
    }

    /** The name of what {@link #compared} makes anew. */
    String marker() {
        return function + "_t";
    }

    /** The statements that end it; valid when it is not there. */
    List<String> drop() {
        List<String> statements = new ArrayList<>();
        for (String one : List.of(name, name + "_t")) {
            statements.add(
                    "drop trigger if exists %s on %s"
                            .formatted(Identifier.quote(one), way.from().sql()));
        }
        for (String one : List.of(quoted(), truncating())) {
            statements.add("drop function if exists " + one + "()");
        }
        if (deleted != null) {
            statements.add("drop table if exists " + keys(deleted).sql());
        }
        return statements;
    }

    private String truncate() {
        return "create or replace function %s() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as %s"
                .formatted(
                        truncating(),
                        Identifier.literal(
                                "\nbegin\n  truncate %s;\n  return null;\nend\n"
                                        .formatted(way.to().sql())));
    }

    private String body() {
        String moved =
                way.key().stream()
                        .map(column -> Identifier.quote(column.name()))
                        .map("old.%1$s is distinct from new.%1$s"::formatted)
                        .collect(joining(" or "));
        return """

        begin
          if tg_op = 'DELETE' or tg_op = 'UPDATE' and (%1$s) then
            delete from %2$s as _godwit_t where %3$s;
        %4$s  end if;
          if tg_op <> 'DELETE' then
        %5$s    %6$s;
          end if;
          return null;
        end
        """
                .formatted(
                        moved,
                        way.to().sql(),
                        way.sameKey("_godwit_t.", "old."),
                        deleted == null ? "" : putDown(deleted),
                        way.back() ? refusals() : "",
                        way.upsert("new."));
    }

    private String putDown(String keys) {
        return """
            if not found then
              insert into %s (%s) values (%s);
            end if;
        """
                .formatted(
                        keys(keys).sql(),
                        way.keyColumns(),
                        way.key().stream()
                                .map(column -> "old." + Identifier.quote(column.name()))
                                .collect(joining(", ")));
    }

    /** What the old type could not give back is refused, unless the plan permits it. */
    private String refusals() {
        return way.changes().stream()
                .filter(change -> !change.wanted().lossy())
                .map(
                        change ->
                                """
                                    if not (%s) then
                                      raise exception using errcode = 'GW001', message = %s, hint = %s;
                                    end if;
                                """
                                        .formatted(
                                                change.returns("new.", way.changes()),
                                                Identifier.literal(
                                                        "the value of column \"%s\" of %s cannot be held by its old type"
                                                                .formatted(
                                                                        change.old().name(),
                                                                        way.from())),
                                                Identifier.literal(
                                                        "A running migration could not give it back; write it after contract, or say lossy: true in the plan.")))
                .collect(joining());
    }

    private String quoted() {
        return Identifier.quote("godwit", function);
    }

    private String truncating() {
        return Identifier.quote("godwit", marker());
    }
}
