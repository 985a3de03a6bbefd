package dev.godwit.postgres.object;

import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.ddl.Blocker;
import dev.godwit.postgres.ddl.StepContext;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.state.Ledger;
import dev.godwit.postgres.state.LedgerLine;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Says from a second connection, once a second, whom a statement waits for. */
final class WaitReport implements AutoCloseable {

    private final Database database;
    private final StepContext step;
    private final int pid;
    private final Attempt attempt;
    private final String doing;
    private final Set<Integer> named = new HashSet<>();
    private final CountDownLatch ending = new CountDownLatch(1);
    private final Thread thread;

    private WaitReport(
            Database database, StepContext step, int pid, Attempt attempt, String doing) {
        this.database = database;
        this.step = step;
        this.pid = pid;
        this.attempt = attempt;
        this.doing = doing;
        this.thread = Thread.ofVirtual().name("wait report").unstarted(this::look);
    }

    /** Watches the connection's next statement, until it is closed. @param doing for people */
    static WaitReport watch(
            Database database,
            StepContext step,
            Connection connection,
            Attempt attempt,
            String doing)
            throws SQLException {
        int pid = Rows.of(connection, "select pg_backend_pid()", row -> row.getInt(1)).getFirst();
        WaitReport report = new WaitReport(database, step, pid, attempt, doing);
        report.thread.start();
        return report;
    }

    /** Nothing is reported any more once this has returned. */
    @Override
    public void close() {
        ending.countDown();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            while (!ending.await(1, TimeUnit.SECONDS)) {
                try {
                    database.transaction(Scope.state(step.name()), this::look);
                } catch (SQLException unseen) {
                    attempt.report(doing + "; whom it waits for cannot be read at the moment");
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
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
        }
        attempt.report(words);
    }
}
