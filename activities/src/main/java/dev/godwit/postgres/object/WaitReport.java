package dev.godwit.postgres.object;

import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.ddl.Blocker;
import dev.godwit.postgres.ddl.StepContext;
import dev.godwit.postgres.ddl.Terminations;
import dev.godwit.postgres.ddl.Watch;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.state.Ledger;
import dev.godwit.postgres.state.LedgerLine;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/** Says whom a statement waits for, and ends it where the run was told to. */
final class WaitReport {

    private final StepContext step;
    private final Terminations terminations;
    private final int pid;
    private final Attempt attempt;
    private final String doing;
    private final Set<Integer> named = new HashSet<>();

    private WaitReport(
            Database database, StepContext step, int pid, Attempt attempt, String doing) {
        this.step = step;
        this.terminations = new Terminations(database, step);
        this.pid = pid;
        this.attempt = attempt;
        this.doing = doing;
    }

    /** Watches the connection's next statement, until it is closed. @param doing for people */
    static Watch watch(
            Database database,
            StepContext step,
            Connection connection,
            Attempt attempt,
            String doing)
            throws SQLException {
        WaitReport report = new WaitReport(database, step, Rows.pid(connection), attempt, doing);
        return Watch.begin(
                database,
                step,
                attempt,
                doing + "; whom it waits for cannot be read at the moment",
                report::look);
    }

    private void look(Connection connection) throws SQLException {
        String words = doing;
        for (Blocker blocker : Blocker.of(connection, pid)) {
            words = doing + ": waits for " + blocker.words();
            if (named.add(blocker.pid())) {
                Ledger.add(
                        connection,
                        step.run(),
                        LedgerLine.of(
                                "godwit", step.phase(), step.number(), "lock.waiting", words));
            }
            terminations.end(blocker, attempt);
        }
        attempt.report(words);
    }
}
