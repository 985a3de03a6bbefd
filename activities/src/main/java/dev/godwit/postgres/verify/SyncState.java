package dev.godwit.postgres.verify;

import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.step.Work.Prove;
import dev.godwit.plan.step.Work.SyncTrigger;
import dev.godwit.postgres.fill.lane.Checkpoint;
import dev.godwit.postgres.state.StateSchema;
import dev.godwit.postgres.state.StepJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a comparison of rows rests on: the table's heap and the trigger that keeps its rows right.
 *
 * @param filenode of the table
 * @param trigger name, or empty when none is needed; names of several are joined, as what follows
 *     is
 * @param enabled {@code tgenabled}: A, O, R or D; empty without a trigger
 * @param version which versions of the trigger's and the function's catalog rows they are; another
 *     one means that somebody touched them, even if they look the same again
 * @param flaw what is not as planned, in words; empty when all is
 * @param function of the trigger: another one, without a flaw, is what a step of the run has put in
 *     its place
 */
record SyncState(
        long filenode,
        String trigger,
        String enabled,
        String version,
        String flaw,
        @Nullable String function) {

    /** Row-level (1), before (2), on INSERT (4) and on UPDATE (16): {@code pg_trigger.tgtype}. */
    private static final int TYPE = 1 | 2 | 4 | 16;

    /** Row-level, after, on DELETE (8) too. */
    private static final int AFTER = 1 | 4 | 8 | 16;

    private static final String SQL =
            """
            select pg_relation_filenode(c.oid)::bigint as filenode, t.tgenabled::text as enabled, t.tgtype,
                   t.xmin::text || ' ' || p.xmin::text as version, p.prosrc, n.nspname, p.proname,
                   ? || md5(t.tgqual::text) as seal, obj_description(t.oid, 'pg_trigger') as comment
              from pg_class c
              left join pg_trigger t on t.tgrelid = c.oid and t.tgname = ? and not t.tgisinternal
              left join pg_proc p on p.oid = t.tgfoid
              left join pg_namespace n on n.oid = p.pronamespace
             where c.oid = to_regclass(?)
            """;

    /** Reads the state as of now, in the caller's transaction. */
    static SyncState read(Connection connection, Prove prove) throws SQLException {
        List<SyncTrigger> planned = prove.triggers();
        SyncState all = first(connection, prove, planned.isEmpty() ? null : planned.getFirst());
        for (int i = 1; i < planned.size(); i++) {
            all = all.and(first(connection, prove, planned.get(i)));
        }
        return all;
    }

    /** The same of all shares of the rows: the first that something speaks against, if any. */
    static SyncState comparedUnder(Connection connection, List<Checkpoint> lanes, Prove prove)
            throws SQLException {
        SyncState state = comparedUnder(connection, lanes.getFirst().witness(), prove);
        for (Checkpoint lane : lanes.subList(1, lanes.size())) {
            SyncState other = comparedUnder(connection, lane.witness(), prove);
            state = state.flaw.isEmpty() && !other.flaw.isEmpty() ? other : state;
        }
        return state;
    }

    /**
     * The state that rows were compared under, with what is not as planned, then or by now.
     *
     * @param witness the state as it was kept before the first rows were read; null when the table
     *     was empty: there was no range to look at it
     */
    private static SyncState comparedUnder(
            Connection connection, @Nullable String witness, Prove prove) throws SQLException {
        SyncState now = read(connection, prove);
        if (witness == null) {
            return now;
        }
        SyncState then = StepJson.read(witness, SyncState.class);
        return then.flaw.isEmpty() ? then.flawed(now.since(then)) : then;
    }

    private static SyncState first(
            Connection connection, Prove prove, @Nullable SyncTrigger planned) throws SQLException {
        SyncState first = read(connection, prove, planned);
        if (planned == null || planned.then() == null || first.flaw.isEmpty()) {
            return first;
        }
        // A step that commits as a whole has put another one in its place.
        SyncState then = read(connection, prove, planned.then());
        return then.flaw.isEmpty() ? then : first;
    }

    private static SyncState read(Connection connection, Prove prove, @Nullable SyncTrigger planned)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SQL)) {
            select.setString(1, SyncTrigger.SEAL);
            select.setString(2, planned == null ? "" : planned.name());
            select.setString(3, prove.table().sql());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return new SyncState(
                            0, "", "", "", "table " + prove.table() + " is gone", null);
                }
                if (planned == null) {
                    return new SyncState(row.getLong("filenode"), "", "", "", "", null);
                }
                return new SyncState(
                        // Another table takes the place of one that is copied.
                        planned.after() ? 0 : row.getLong("filenode"),
                        planned.name(),
                        text(row.getString("enabled")),
                        text(row.getString("version")),
                        flaw(row, prove, planned),
                        planned.function());
            }
        }
    }

    /** Of several triggers of one table. */
    private SyncState and(SyncState other) {
        return new SyncState(
                filenode,
                trigger + ", " + other.trigger,
                enabled + other.enabled,
                version + ", " + other.version,
                flaw.isEmpty() || other.flaw.isEmpty() || flaw.equals(other.flaw)
                        ? flaw.isEmpty() ? other.flaw : flaw
                        : flaw + "; " + other.flaw,
                function + ", " + other.function);
    }

    private static String flaw(ResultSet row, Prove prove, SyncTrigger planned)
            throws SQLException {
        String enabled = row.getString("enabled");
        String trigger = "trigger " + planned.name() + " of " + prove.table();
        if (enabled == null) {
            return trigger + " is gone";
        }
        if (!enabled.equals("A")) {
            return "%s %s (alter table %s enable always trigger %s)"
                    .formatted(
                            trigger,
                            enabled.equals("D") ? "is disabled" : "does not fire for every session",
                            prove.table().sql(),
                            Identifier.quote(planned.name()));
        }
        boolean after = planned.after();
        if (row.getInt("tgtype") != (after ? AFTER : TYPE)) {
            return trigger
                    + (after
                            ? " is not AFTER INSERT OR UPDATE OR DELETE FOR EACH ROW any more"
                            : " is not BEFORE INSERT OR UPDATE FOR EACH ROW any more");
        }
        if (!StateSchema.NAME.equals(row.getString("nspname"))
                || !planned.function().equals(row.getString("proname"))) {
            return trigger + " calls another function";
        }
        if (!sealed(planned, row.getString("seal"), row.getString("comment"))) {
            return trigger + " fires under another condition, or its comment was changed";
        }
        return planned.body().equals(row.getString("prosrc"))
                ? ""
                : "function %s.%s was replaced".formatted(StateSchema.NAME, planned.function());
    }

    /** Whether the condition is the one that the step made, which its comment holds. */
    private static boolean sealed(
            SyncTrigger planned, @Nullable String seal, @Nullable String comment) {
        return planned.when() == null ? seal == null : seal != null && seal.equals(comment);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    /** What has happened since an earlier look, in words; empty when nothing has. */
    String since(SyncState earlier) {
        if (!flaw.isEmpty()) {
            return flaw;
        }
        if (filenode != earlier.filenode) {
            return "the table was rewritten since it was compared";
        }
        return untouched(earlier)
                ? ""
                : "trigger %s or its function was touched since the rows were compared"
                        .formatted(trigger);
    }

    /** Whether each trigger is the same as it was, or the one that a step puts in its place. */
    private boolean untouched(SyncState earlier) {
        if (version.equals(earlier.version)) {
            return true;
        }
        if (function == null || earlier.function == null) {
            return false;
        }
        String[] versions = version.split(", ", -1);
        String[] were = earlier.version.split(", ", -1);
        String[] functions = function.split(", ", -1);
        String[] had = earlier.function.split(", ", -1);
        boolean untouched = versions.length == were.length && functions.length == had.length;
        for (int i = 0; untouched && i < versions.length; i++) {
            untouched = versions[i].equals(were[i]) || !functions[i].equals(had[i]);
        }
        return untouched;
    }

    /** One under which no comparison holds. */
    static SyncState spoilt(String words) {
        return new SyncState(0, "", "", "", words, null);
    }

    /** The same, with a flaw found later. */
    SyncState flawed(String words) {
        return new SyncState(filenode, trigger, enabled, version, words, function);
    }
}
