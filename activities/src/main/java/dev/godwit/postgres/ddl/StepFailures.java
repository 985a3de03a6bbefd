package dev.godwit.postgres.ddl;

import dev.godwit.plan.problem.Problem;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.EngineFailure;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.session.SqlFailure;
import dev.godwit.postgres.state.Ledger;
import dev.godwit.postgres.state.LedgerLine;
import java.sql.SQLException;

/** What an SQLException of a step means for the run. */
public final class StepFailures {

    private StepFailures() {}

    /**
     * Gives back what a repetition may cure; anything else becomes an EngineFailure, its full
     * message kept in the target.
     */
    public static SQLException of(Database database, StepContext step, SQLException failure)
            throws SQLException {
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
        database.transaction(
                Scope.state(step.name()),
                connection ->
                        Ledger.add(
                                connection,
                                step.run(),
                                LedgerLine.of(
                                                "godwit",
                                                step.phase(),
                                                step.number(),
                                                "step.failed",
                                                words)
                                        .privately(String.valueOf(failure.getMessage()))));
        throw new EngineFailure(
                kind,
                new Problem(
                        kind == EngineFailure.Kind.DISK_FULL ? "GW-302" : "GW-303",
                        step.summary()
                                + (kind == EngineFailure.Kind.DISK_FULL
                                        ? ": the disk is full"
                                        : " failed"),
                        "step " + step.number() + " of run " + step.runName(),
                        words,
                        (kind == EngineFailure.Kind.DISK_FULL
                                        ? "make room, then: "
                                        : "mend it, then: ")
                                + "godwit resume "
                                + step.runName()
                                + "; or: godwit rollback "
                                + step.runName()),
                failure);
    }

    /** Something that Godwit must not do. */
    static EngineFailure bug(StepContext step, String words) {
        return new EngineFailure(
                EngineFailure.Kind.BUG,
                new Problem(
                        "GW-390",
                        step.summary() + ": " + words,
                        "step " + step.number() + " of run " + step.runName(),
                        "this is a bug in Godwit",
                        "report it; godwit rollback " + step.runName() + " takes everything back"),
                null);
    }
}
