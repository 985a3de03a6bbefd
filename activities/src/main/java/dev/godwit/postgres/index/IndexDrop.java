package dev.godwit.postgres.index;

import dev.godwit.plan.step.Work;
import dev.godwit.postgres.ddl.StepContext;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.state.Ledger;
import dev.godwit.postgres.state.LedgerLine;
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

    /** Drops. @param done runs in the transaction that records it */
    public void run(Work.DropIndex drop, Database.Action done) throws SQLException {
        String sql = "drop index concurrently if exists " + drop.index().sql();
        long start = System.nanoTime();
        // No lock_timeout: it waits for transactions, not in front of them.
        database.direct(
                Scope.state(step.name()).with(Duration.ZERO, Duration.ZERO),
                connection -> {
                    try (Statement statement = connection.createStatement();
                            Attempt.Running ignored = attempt.running(statement)) {
                        return statement.execute(sql);
                    }
                });
        double took = (System.nanoTime() - start) / 1e6;
        database.transaction(
                Scope.state(step.name()),
                connection -> {
                    Ledger.add(
                            connection,
                            step.run(),
                            LedgerLine.of(
                                            "godwit",
                                            step.phase(),
                                            step.number(),
                                            "index.dropped",
                                            step.summary())
                                    .statement(sql, took));
                    done.run(connection);
                });
    }
}
