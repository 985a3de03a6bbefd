package dev.godwit.postgres.ddl;

import dev.godwit.plan.problem.Problem;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.EngineFailure;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.session.SqlFailure;
import dev.godwit.postgres.state.Ledger;
import dev.godwit.postgres.state.LedgerLine;
import java.sql.SQLException;
import java.time.Duration;

/** What an SQLException of a step means for the run. */
public final class StepFailures {

    private StepFailures() {}

    /**
     * Gives back what a repetition may cure; anything else becomes an EngineFailure, its full
     * message kept in the target as far as the target still takes it.
     */
    public static SQLException of(Database database, StepContext step, SQLException failure) {
        EngineFailure.Kind kind =
                switch (SqlFailure.of(failure)) {
                    case DISK_FULL -> EngineFailure.Kind.DISK_FULL;
                    case PERMANENT -> EngineFailure.Kind.PERMANENT;
                    default -> null;
                };
        if (kind == null) {
            return failure;
        }
        String words = SqlFailure.words(failure);
        LedgerLine line =
                LedgerLine.of("godwit", step.phase(), step.number(), "step.failed", words)
                        .privately(String.valueOf(failure.getMessage()));
        try {
            database.transaction(
                    Scope.state(step.name()),
                    connection -> Ledger.add(connection, step.run(), line));
        } catch (SQLException unrecorded) {
            failure.addSuppressed(unrecorded); // a full disk has no room for this line either
        }
        boolean full = kind == EngineFailure.Kind.DISK_FULL;
        throw new EngineFailure(
                kind,
                new Problem(
                        full ? "GW-302" : "GW-303",
                        step.summary() + (full ? ": the disk is full" : " failed"),
                        where(step),
                        words,
                        (full ? "make room, then: " : "mend it, then: ") + ways(step)),
                failure);
    }

    /** Patience is over. */
    static EngineFailure locked(
            StepContext step, Duration patience, String blocker, SQLException cause) {
        return new EngineFailure(
                EngineFailure.Kind.LOCKED,
                new Problem(
                        "GW-301",
                        "%s: the lock was not to be had within %s"
                                .formatted(step.summary(), words(patience)),
                        where(step),
                        "held by " + blocker,
                        "end that transaction, then: " + ways(step)),
                cause);
    }

    /** People paused the run before it had its lock. */
    static EngineFailure paused(StepContext step) {
        return new EngineFailure(
                EngineFailure.Kind.PAUSED,
                new Problem(
                        "GW-312",
                        step.summary() + ": waits until the run goes on",
                        where(step),
                        "the run is paused",
                        "godwit resume " + step.runName()),
                null);
    }

    /** It got its locks, but does not end in time. */
    static EngineFailure tooLong(StepContext step, SQLException cause) {
        return new EngineFailure(
                EngineFailure.Kind.LOCKED,
                new Problem(
                        "GW-305",
                        step.summary() + ": ran into its statement time-out or was cancelled",
                        where(step),
                        "it holds its locks while it runs, so it is not tried for ever",
                        "see what slows it down or cancels it, then: " + ways(step)),
                cause);
    }

    /** Something stands under the name of an index that is to be built. */
    public static EngineFailure taken(StepContext step, String index) {
        return new EngineFailure(
                EngineFailure.Kind.PERMANENT,
                new Problem(
                        "GW-306",
                        "the name " + index + " is taken by something that this step did not build",
                        where(step),
                        "it was not there when the plan was checked",
                        "rename or drop it, then: " + ways(step)),
                null);
    }

    /** Something that Godwit must not do. */
    static EngineFailure bug(StepContext step, String words) {
        return new EngineFailure(
                EngineFailure.Kind.BUG,
                new Problem(
                        "GW-387",
                        step.summary() + ": " + words,
                        where(step),
                        "this is a bug in Godwit",
                        "report it; godwit rollback " + step.runName() + " takes everything back"),
                null);
    }

    private static String where(StepContext step) {
        return "step " + step.number() + " of run " + step.runName();
    }

    private static String ways(StepContext step) {
        return "godwit resume " + step.runName() + "; or: godwit rollback " + step.runName();
    }

    private static String words(Duration patience) {
        return patience.toMinutes() > 0
                ? patience.toMinutes() + " min"
                : patience.toSeconds() + " s";
    }
}
