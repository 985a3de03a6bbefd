package dev.godwit.postgres.rows;

import dev.godwit.plan.problem.Problem;
import dev.godwit.postgres.fill.lane.Backoff;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.EngineFailure;
import dev.godwit.postgres.session.EngineFailure.Kind;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.session.SqlFailure;
import dev.godwit.postgres.state.Ledger;
import dev.godwit.postgres.state.LedgerLine;
import java.sql.SQLException;

/**
 * Says why rows cannot be worked on: in four parts, in full only into the target's ledger.
 *
 * @param code of a failure that is none of the server's room
 * @param what cannot be done, without a full stop
 * @param mend what to do about it
 */
public record RowFailure(
        Database database, long run, int step, String code, String what, String mend) {

    /** The failure itself where a repetition may cure it; else throws it in four parts. */
    public SQLException rethrow(SQLException cause) {
        SqlFailure kind = Backoff.kind(cause);
        if (kind == SqlFailure.PERMANENT || kind == SqlFailure.DISK_FULL) {
            throw of(cause, "");
        }
        return cause;
    }

    /** For a batch that no repetition makes succeed. @param at where, without a row value */
    public EngineFailure of(SQLException cause, String at) {
        boolean full = Backoff.kind(cause) == SqlFailure.DISK_FULL;
        String place = "run %d, step %d%s".formatted(run, step, at.isEmpty() ? "" : ", " + at);
        EngineFailure failure =
                new EngineFailure(
                        full ? Kind.DISK_FULL : Kind.PERMANENT,
                        new Problem(
                                code,
                                what + ": " + (full ? "the disk is full" : SqlFailure.words(cause)),
                                place,
                                "PostgreSQL refused it; the full message is in column private of godwit.ledger",
                                full ? "make room and resume" : mend),
                        cause);
        LedgerLine line =
                LedgerLine.of("godwit", "", step, "rows.failed", failure.problem().what())
                        .privately(place + "\n" + cause.getMessage());
        try {
            database.transaction(
                    Scope.state(Scope.name(run, step)),
                    connection -> Ledger.add(connection, run, line));
        } catch (SQLException unwritable) {
            failure.addSuppressed(unwritable); // a full disk takes no line either
        }
        return failure;
    }
}
