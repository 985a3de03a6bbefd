package dev.godwit.postgres.fill.lane;

import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.SqlFailure;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Tries again with growing pauses. Not thread-safe. */
public final class Backoff {

    private static final int TRIES = 8;
    private static final long FIRST_MILLIS = 100;
    private static final long LONGEST_MILLIS = 5_000;

    private int failures;

    /** What may be tried again as a whole. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws SQLException;
    }

    /**
     * Runs the work until it succeeds: a few times when the connection or the server fails, and as
     * long as the attempt lasts while somebody holds a lock.
     *
     * @param waiting said while a lock is waited for
     */
    public static <T> T retry(Attempt attempt, String waiting, Work<T> work) throws SQLException {
        Backoff backoff = new Backoff();
        while (true) {
            attempt.check();
            long began = System.nanoTime();
            try {
                return work.run();
            } catch (SQLException failure) {
                attempt.check(); // a cancelled statement of an ended attempt is no failure
                switch (kind(failure)) {
                    case LOCK_NOT_AVAILABLE -> {
                        attempt.waitedForLock(Duration.ofNanos(System.nanoTime() - began));
                        attempt.report(waiting);
                        backoff.wait(attempt);
                    }
                    case RETRY, TIMED_OUT -> backoff.failed(failure, attempt);
                    case DISK_FULL, PERMANENT -> throw failure;
                }
            }
        }
    }

    /** As {@link SqlFailure#of}; a pool that could not connect gives no SQLSTATE and is RETRY. */
    public static SqlFailure kind(SQLException failure) {
        return failure.getSQLState() == null || failure instanceof SQLTransientException
                ? SqlFailure.RETRY
                : SqlFailure.of(failure);
    }

    /** Pauses after a failure, or throws it when there were too many in a row. */
    void failed(SQLException failure, Attempt attempt) throws SQLException {
        if (failures >= TRIES) {
            throw failure;
        }
        wait(attempt);
    }

    /** Pauses, longer at each call. */
    void wait(Attempt attempt) {
        long millis = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(failures++, 10));
        attempt.sleep(Duration.ofMillis(millis / 2 + ThreadLocalRandom.current().nextLong(millis)));
    }

    /** It works again. */
    void reset() {
        failures = 0;
    }
}
