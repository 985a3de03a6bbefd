package dev.godwit.postgres.ddl;

import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.state.Ledger;
import dev.godwit.postgres.state.LedgerLine;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Ends sessions of applications that stand in a step's way, where whoever started the run has asked
 * for it: those whose transaction is older than that, and never one of Godwit's own.
 */
public record Terminations(Database database, StepContext step) {

    // Looked at again in the statement: the pid may be somebody else's by now.
    private static final String TERMINATE =
            """
            select pg_terminate_backend(pid) from pg_catalog.pg_stat_activity
            where pid = ? and backend_type = 'client backend' and application_name not like 'godwit %'
              and xact_start < clock_timestamp() - ? * interval '1 second'
            """;

    /** Ends it when it is old enough; what the role may not do is said, and is no failure. */
    public void end(Blocker blocker, Attempt attempt) {
        Duration limit = step.terminateAfter();
        if (limit == null || blocker.seconds() < limit.toSeconds()) {
            return;
        }
        try {
            database.transaction(
                    Scope.state(step.name()),
                    connection -> {
                        if (terminated(connection, blocker, limit)) {
                            Ledger.add(connection, step.run(), line(blocker, limit));
                        }
                    });
        } catch (SQLException notAllowed) {
            attempt.report(
                    "pid %d may not be terminated by this role: %s"
                            .formatted(blocker.pid(), notAllowed.getMessage()));
        }
    }

    private static boolean terminated(Connection connection, Blocker blocker, Duration age)
            throws SQLException {
        return Rows.of(
                        connection,
                        TERMINATE,
                        row -> row.getBoolean(1),
                        blocker.pid(),
                        age.toSeconds())
                .contains(true);
    }

    private LedgerLine line(Blocker blocker, Duration age) {
        return LedgerLine.of(
                "godwit",
                step.phase(),
                step.number(),
                "lock.terminated",
                "%s, since its transaction was older than %d s"
                        .formatted(blocker.words(), age.toSeconds()));
    }
}
