package dev.godwit.postgres.verify;

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
import java.util.Set;

/** Says why rows cannot be compared: in four parts, in full only into the target's ledger. */
final class VerifyFailure {

    private static final String REFUSED = "GW-350";
    private static final String DISK = "GW-351";
    private static final String CHANGED = "GW-352";

    /** undefined_table, undefined_column, invalid_schema_name. */
    private static final Set<String> GONE = Set.of("42P01", "42703", "3F000");

    private final Database database;
    private final long run;
    private final int step;
    private final String what;

    /**
     * @param what is compared, for example {@code table users}
     */
    VerifyFailure(Database database, long run, int step, String what) {
        this.database = database;
        this.run = run;
        this.step = step;
        this.what = what;
    }

    /** The failure itself where a repetition may cure it; else throws it in four parts. */
    SQLException rethrow(SQLException cause) {
        SqlFailure kind = Backoff.kind(cause);
        if (kind == SqlFailure.PERMANENT || kind == SqlFailure.DISK_FULL) {
            throw of(cause, "");
        }
        return cause;
    }

    EngineFailure of(SQLException cause, String at) {
        String where =
                "phase verify, run %d, step %d%s"
                        .formatted(run, step, at.isEmpty() ? "" : ", " + at);
        String words = SqlFailure.words(cause);
        EngineFailure failure;
        if (Backoff.kind(cause) == SqlFailure.DISK_FULL) {
            failure =
                    failure(
                            Kind.DISK_FULL,
                            DISK,
                            "the target's disk is full while " + what + " is compared",
                            where,
                            words,
                            "make room and resume",
                            cause);
        } else if (GONE.contains(String.valueOf(cause.getSQLState()))) {
            failure =
                    failure(
                            Kind.CHANGED,
                            CHANGED,
                            what + " cannot be compared: something it needs is not there any more",
                            where,
                            words,
                            "put back what was dropped or renamed and resume, or roll back",
                            cause);
        } else {
            failure =
                    failure(
                            Kind.PERMANENT,
                            REFUSED,
                            what + " cannot be compared: " + words,
                            where,
                            "the full message is in column private of godwit.ledger",
                            "mend the cause and resume, or roll back",
                            cause);
        }
        keep(cause, failure);
        return failure;
    }

    private static EngineFailure failure(
            Kind kind,
            String code,
            String what,
            String where,
            String because,
            String next,
            SQLException cause) {
        return new EngineFailure(kind, new Problem(code, what, where, because, next), cause);
    }

    private void keep(SQLException cause, EngineFailure failure) {
        LedgerLine line =
                LedgerLine.of("godwit", "VERIFY", step, "verify.failed", failure.problem().what())
                        .privately(failure.problem().where() + "\n" + cause.getMessage());
        try {
            database.transaction(
                    Scope.state(Scope.name(run, step)),
                    connection -> Ledger.add(connection, run, line));
        } catch (SQLException unwritable) {
            failure.addSuppressed(unwritable); // a full disk takes no line either
        }
    }
}
