package dev.godwit.postgres.ddl;

import dev.godwit.plan.problem.Problem;
import dev.godwit.postgres.catalog.CatalogReader;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.EngineFailure;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.session.SqlFailure;
import dev.godwit.postgres.state.Ledger;
import dev.godwit.postgres.state.LedgerLine;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Asks for a lock for a moment, again and again: whoever comes behind us in the lock's queue waits
 * no longer than one try. Names the session in the way. Used by one attempt of one step.
 */
public final class LockTries {

    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(1);
    private static final double FIRST_PAUSE = 500;
    private static final double LONGEST_PAUSE = 30_000;

    private final Database database;
    private final StepContext step;
    private final Duration patience;
    private final Attempt attempt;
    private final Set<Integer> named = new HashSet<>();

    /**
     * @param patience after which LOCKED is thrown
     */
    public LockTries(Database database, StepContext step, Duration patience, Attempt attempt) {
        this.database = database;
        this.step = step;
        this.patience = patience;
        this.attempt = attempt;
    }

    /** One try, in one transaction of its own. */
    @FunctionalInterface
    public interface Try<T> {
        T run(Duration lockTimeout) throws SQLException;
    }

    /**
     * Tries until it succeeds.
     *
     * @param tables oids of what is to be locked, to find out who is in the way
     * @param readers whether readers are in the way too (ACCESS EXCLUSIVE)
     * @throws EngineFailure LOCKED when patience is over
     */
    public <T> T run(List<Long> tables, boolean readers, Try<T> body) throws SQLException {
        long end = System.nanoTime() + patience.toNanos();
        Duration timeout = FIRST;
        double pause = FIRST_PAUSE;
        while (true) {
            attempt.check();
            try {
                return body.run(timeout);
            } catch (SQLException failure) {
                if (SqlFailure.of(failure) != SqlFailure.LOCK_NOT_AVAILABLE
                        && SqlFailure.of(failure) != SqlFailure.TIMED_OUT) {
                    throw failure;
                }
                String blocker = nameBlocker(tables, readers);
                if (System.nanoTime() >= end) {
                    throw locked(blocker, failure);
                }
            }
            attempt.sleep(
                    Duration.ofMillis(
                            (long) (pause * ThreadLocalRandom.current().nextDouble(0.8, 1.2))));
            timeout =
                    timeout.multipliedBy(3).dividedBy(2).compareTo(LONGEST) > 0
                            ? LONGEST
                            : timeout.multipliedBy(3).dividedBy(2);
            pause = Math.min(LONGEST_PAUSE, pause * 1.5);
        }
    }

    /**
     * Shortens deadlock_timeout for the transaction where the role may: PostgreSQL cancels an
     * autovacuum worker in the way only after the waiter's deadlock_timeout, by default one second.
     */
    static void impatientWithAutovacuum(Connection connection) throws SQLException {
        boolean fifteen = CatalogReader.version(connection) >= 150_000;
        String may =
                "select current_setting('is_superuser') = 'on'"
                        + (fifteen ? " or has_parameter_privilege('deadlock_timeout', 'SET')" : "");
        if (Rows.holds(connection, may)) {
            Rows.of(
                    connection,
                    "select set_config('deadlock_timeout', '20ms', true)",
                    row -> row.getString(1));
        }
    }

    private String nameBlocker(List<Long> tables, boolean readers) throws SQLException {
        List<Blocker> blockers =
                database.inTransaction(
                        Scope.state(step.name()),
                        connection -> Blocker.of(connection, tables, readers));
        if (blockers.isEmpty()) {
            attempt.report("waiting for a lock; its holder has gone or cannot be seen");
            return "a session that cannot be seen, or is gone by now";
        }
        Blocker oldest = blockers.getFirst();
        attempt.report("waiting for " + oldest.words());
        if (named.add(oldest.pid())) {
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
                                            "lock.waited",
                                            "waits for " + oldest.words())));
        }
        if (oldest.autovacuum()) {
            cancelAutovacuum(oldest);
        }
        return oldest.words();
    }

    private void cancelAutovacuum(Blocker worker) {
        try {
            database.inTransaction(
                    Scope.state(step.name()),
                    connection ->
                            Rows.of(
                                    connection,
                                    "select pg_cancel_backend(?)",
                                    row -> row.getBoolean(1),
                                    worker.pid()));
        } catch (SQLException notAllowed) {
            attempt.report(
                    "waiting for autovacuum, pid "
                            + worker.pid()
                            + ", which this role may not cancel");
        }
    }

    private EngineFailure locked(String blocker, SQLException cause) {
        return new EngineFailure(
                EngineFailure.Kind.LOCKED,
                new Problem(
                        "GW-301",
                        step.summary()
                                + ": the lock was not to be had within "
                                + patience.toMinutes()
                                + " min",
                        "step " + step.number() + " of run " + step.runName(),
                        "held by " + blocker,
                        "end that transaction, then: godwit resume " + step.runName()),
                cause);
    }
}
