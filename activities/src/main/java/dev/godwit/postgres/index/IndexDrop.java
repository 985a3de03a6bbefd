package dev.godwit.postgres.index;

import dev.godwit.plan.step.Work;
import dev.godwit.postgres.ddl.Statements;
import dev.godwit.postgres.ddl.StepContext;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.state.Ledger;
import dev.godwit.postgres.state.LedgerLine;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Drops an index concurrently; valid when it is not there any more. */
public final class IndexDrop {

    private final Database database;
    private final StepContext step;
    private final Attempt attempt;

    /** For one attempt of one step. */
    public IndexDrop(Database database, StepContext step, Attempt attempt) {
        this.database = database;
        this.step = step;
        this.attempt = attempt;
    }

    /** Drops. @param around belongs to the transaction that records it */
    public void run(Work.DropIndex drop, Statements.Around around) throws SQLException {
        String sql = "drop index concurrently if exists " + drop.index().sql();
        long start = System.nanoTime();
        // No lock_timeout: it waits for transactions, not in front of them.
        boolean dropped =
                database.direct(
                        Scope.state(step.name()).with(Duration.ZERO, Duration.ZERO),
                        connection -> drop(connection, drop, sql, around));
        double took = (System.nanoTime() - start) / 1e6;
        String note = dropped ? step.summary() : drop.index() + " was not there";
        LedgerLine line =
                LedgerLine.of("godwit", step.phase(), step.number(), "index.dropped", note);
        database.transaction(
                Scope.state(step.name()),
                connection -> {
                    if (around.before(connection)) {
                        Ledger.add(
                                connection, step.run(), dropped ? line.statement(sql, took) : line);
                        around.after(connection);
                    }
                });
    }

    private boolean drop(
            Connection connection, Work.DropIndex drop, String sql, Statements.Around around)
            throws SQLException {
        StepTurn.await(connection, step, attempt);
        if (!database.inTransaction(Scope.state(step.name()), around::before)
                || LiveIndex.find(connection, drop.index()).isEmpty()) {
            return false;
        }
        try (Statement statement = connection.createStatement();
                Attempt.Running ignored = attempt.running(statement)) {
            statement.execute(sql);
        }
        return true;
    }
}
