package dev.godwit.postgres.session;

import java.sql.Statement;

/**
 * One attempt at a piece of work, as the engine sees its host. The host may end it at any time: by
 * cancellation, by shutting down, or because a newer attempt has begun.
 */
public interface Attempt {

    /** An attempt that nobody ends and nobody listens to. */
    Attempt UNATTENDED =
            new Attempt() {
                @Override
                public void report(String progress) {}

                @Override
                public void check() {}

                @Override
                public Running running(Statement statement) {
                    return () -> {};
                }
            };

    /** Says how it stands: a count or percentage, never a key or value. Cheap; may be dropped. */
    void report(String progress);

    /**
     * Returns while the attempt may go on.
     *
     * @throws RuntimeException of the host's own kind when it has been ended; let it propagate
     */
    void check();

    /** A batch has been committed. For whoever counts. @param rows filled or compared */
    default void batch(long rows, java.time.Duration took) {}

    /** A statement has waited for a lock, whether it got it or not. For whoever counts. */
    default void waitedForLock(java.time.Duration waited) {}

    /** What keeps the work from going faster; empty for nothing. For whoever counts. */
    default void held(String why) {}

    /**
     * Asks a check of the host's configuration, which may take some seconds. One that it lacks has
     * not passed.
     */
    default boolean passes(String check) {
        return false;
    }

    /** Sleeps, but not past the end of the attempt. */
    default void sleep(java.time.Duration duration) {
        long until = System.nanoTime() + duration.toNanos();
        for (long left = duration.toNanos(); left > 0; left = until - System.nanoTime()) {
            check();
            try {
                Thread.sleep(Math.min(100, left / 1_000_000 + 1));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting", interrupted);
            }
        }
        check();
    }

    /**
     * The statement is about to run: {@code Statement.cancel()} is called when the attempt ends.
     */
    Running running(Statement statement);

    /** Closed when the statement has returned. */
    interface Running extends AutoCloseable {
        @Override
        void close();
    }
}
