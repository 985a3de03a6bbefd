package dev.godwit.postgres.ddl;

import dev.godwit.plan.step.LockMode;
import dev.godwit.postgres.control.Controls;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.EngineFailure;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.session.SqlFailure;
import dev.godwit.postgres.state.Ledger;
import dev.godwit.postgres.state.LedgerLine;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a lock for a moment, again and again: whoever comes behind us in the lock's queue waits
 * no longer than one try. Names the session in the way. Used by one attempt of one step.
 */
public final class LockTries {

    private static final Duration FIRST = Duration.ofMillis(100);

    /**
     * Of one table. Whoever holds one of several and waits for another must not have waited for its
     * own deadlock_timeout, one second by default, before we give up: it would get the error.
     */
    private static final Duration LONGEST = Duration.ofSeconds(1);

    /** Nobody is in the way any more. */
    private static final double SHORT_PAUSE = 20;

    private static final double FIRST_PAUSE = 500;
    private static final double LONGEST_PAUSE = 30_000;

    /** How often people are listened to while the next try is waited for. */
    private static final Duration LISTEN = Duration.ofSeconds(1);

    /** What is granted sooner was not waited for. */
    private static final Duration NOTICED = Duration.ofMillis(10);

    // What runs into its statement time-out has held its locks for as long: not for ever again.
    private static final int TIME_OUTS = 3;

    private final Database database;
    private final StepContext step;
    private final Duration patience;
    private final Attempt attempt;
    private final boolean pausable;
    private final Terminations terminations;
    private final Autovacuum autovacuum;
    private LockWaits waits;
    private Duration timeout = FIRST;
    private @Nullable LockWatch watch;

    /**
     * @param patience after which LOCKED is thrown
     */
    public LockTries(Database database, StepContext step, Duration patience, Attempt attempt) {
        this(database, step, patience, attempt, false);
    }

    private LockTries(
            Database database,
            StepContext step,
            Duration patience,
            Attempt attempt,
            boolean pausable) {
        this.database = database;
        this.step = step;
        this.patience = patience;
        this.attempt = attempt;
        this.pausable = pausable;
        this.terminations = new Terminations(database, step);
        this.autovacuum = new Autovacuum(database, step);
        this.waits = new LockWaits(step, LockMode.ACCESS_SHARE);
    }

    /**
     * Tries that end between two of them when people pause the run. What waits for its lock at that
     * moment ends that try; what has got its lock is let finish, also when it takes long.
     */
    static LockTries pausable(
            Database database, StepContext step, Duration patience, Attempt attempt) {
        return new LockTries(database, step, patience, attempt, true);
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
     * @param mode the lock that is asked for
     * @throws EngineFailure LOCKED when patience is over, which begins anew at each call; PAUSED
     *     when people have paused the run and this is pausable
     */
    public <T> T run(List<Long> tables, LockMode mode, Try<T> body) throws SQLException {
        waits = new LockWaits(step, mode);
        try {
            return tryOut(tables, mode, body);
        } finally {
            waits.write(database, attempt);
        }
    }

    private <T> T tryOut(List<Long> tables, LockMode mode, Try<T> body) throws SQLException {
        long end = System.nanoTime() + patience.toNanos();
        double pause = FIRST_PAUSE;
        int timeOuts = 0;
        timeout = FIRST;
        while (true) {
            attempt.check();
            List<Blocker> holders = look(tables, mode);
            watch = null;
            long began = System.nanoTime();
            try {
                T result = body.run(timeout);
                waits.succeeded();
                return result;
            } catch (SQLException failure) {
                SqlFailure kind = SqlFailure.of(failure);
                boolean locked =
                        kind == SqlFailure.LOCK_NOT_AVAILABLE || SqlFailure.deadlock(failure);
                if (!locked && kind != SqlFailure.TIMED_OUT) {
                    throw failure;
                }
                attempt.check(); // an ended attempt cancels its statement
                waits.failed();
                if (kind == SqlFailure.TIMED_OUT && ++timeOuts >= TIME_OUTS) {
                    throw StepFailures.tooLong(step, failure);
                }
                if (locked) {
                    attempt.waitedForLock(Duration.ofNanos(System.nanoTime() - began));
                }
                List<Blocker> blockers = waitedFor(holders);
                String blocker = name(blockers);
                if (locked && cleared(blockers, tables)) {
                    pause = SHORT_PAUSE;
                }
                if (System.nanoTime() >= end) {
                    throw StepFailures.locked(step, patience, blocker, failure);
                }
            }
            // The last try is made when patience ends, not after it.
            double left = Math.max(0, (end - System.nanoTime()) / 1e6);
            double jitter = RandomGenerator.getDefault().nextDouble(0.8, 1.2);
            rest(Duration.ofMillis((long) Math.min(left, pause * jitter)));
            Duration longer = timeout.multipliedBy(3).dividedBy(2);
            Duration longest = LONGEST.dividedBy(Math.max(1, tables.size() * 2L - 1));
            timeout = longer.compareTo(longest) > 0 ? longest : longer;
            pause = Math.min(LONGEST_PAUSE, pause * 1.5);
        }
    }

    private void rest(Duration pause) throws SQLException {
        for (Duration left = pause; left.isPositive(); left = left.minus(LISTEN)) {
            attempt.sleep(left.compareTo(LISTEN) < 0 ? left : LISTEN);
            listen();
        }
    }

    private void listen() throws SQLException {
        if (pausable
                && database.inTransaction(
                                Scope.state(step.name()),
                                connection -> Controls.read(connection, step.run()))
                        .paused()) {
            throw StepFailures.paused(step);
        }
    }

    /** All locks of a try are there. @param waited for them */
    void granted(Duration waited) {
        waits.granted();
        if (waited.compareTo(NOTICED) >= 0) {
            attempt.waitedForLock(waited);
        }
    }

    /** A try has held a lock and given it back, with nothing done. */
    void inVain(double millis) {
        waits.inVain(millis);
    }

    /** Looks whom the session waits for, if its next statement has to wait. */
    LockWatch watching(int pid) {
        LockWatch started =
                LockWatch.start(database, step.name(), pid, timeout.multipliedBy(2).dividedBy(5));
        watch = started;
        return started;
    }

    private List<Blocker> look(List<Long> tables, LockMode mode) throws SQLException {
        List<Blocker> holders =
                tables.isEmpty()
                        ? List.of()
                        : database.inTransaction(
                                Scope.state(step.name()),
                                connection -> Blocker.holding(connection, tables, mode));
        if (!holders.isEmpty()) {
            attempt.report("held by " + holders.getFirst().words());
        }
        return holders;
    }

    private List<Blocker> waitedFor(List<Blocker> holders) {
        List<Blocker> seen = watch == null ? List.of() : watch.seen();
        return seen.isEmpty() ? holders : seen;
    }

    private String name(List<Blocker> blockers) throws SQLException {
        if (blockers.isEmpty()) {
            attempt.report("waiting for a lock; its holder has gone or cannot be seen");
            return "a session that cannot be seen, or is gone by now";
        }
        Blocker oldest = blockers.getFirst();
        attempt.report("waiting for " + oldest.words());
        if (waits.behind(oldest)) {
            database.transaction(
                    Scope.state(step.name()),
                    connection -> Ledger.add(connection, step.run(), waiting(oldest)));
        }
        for (Blocker blocker : blockers) {
            if (!blocker.autovacuum()) {
                terminations.end(blocker, attempt);
            }
        }
        return oldest.words();
    }

    /** Whether an autovacuum was in the way, and is not any more. */
    private boolean cleared(List<Blocker> blockers, List<Long> tables) {
        List<Blocker> workers = blockers.stream().filter(Blocker::autovacuum).toList();
        if (workers.isEmpty()) {
            return false;
        }
        boolean cancelled = true;
        for (Blocker worker : workers) {
            cancelled &= autovacuum.cancel(worker.pid());
        }
        return cancelled || autovacuum.waitedOut(tables, attempt);
    }

    private LedgerLine waiting(Blocker blocker) {
        String note = "waits for " + blocker.words();
        return LedgerLine.of("godwit", step.phase(), step.number(), "lock.waiting", note);
    }
}
