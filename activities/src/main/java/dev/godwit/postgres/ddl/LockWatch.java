package dev.godwit.postgres.ddl;

import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Looks from a second connection whom a session waits for, while it waits: afterwards nobody knows.
 * Closing never waits, since the watched session may hold its lock by then.
 */
public final class LockWatch implements AutoCloseable {

    private final Database database;
    private final String name;
    private final int pid;
    private final Duration after;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile List<Blocker> seen = List.of();

    private LockWatch(Database database, String name, int pid, Duration after) {
        this.database = database;
        this.name = name;
        this.pid = pid;
        this.after = after;
        this.thread = Thread.ofVirtual().name("lock watch").unstarted(this::look);
    }

    /**
     * Watches a session's next statement.
     *
     * @param after what has not ended by then is looked at
     */
    public static LockWatch start(Database database, String name, int pid, Duration after) {
        LockWatch watch = new LockWatch(database, name, pid, after);
        watch.thread.start();
        return watch;
    }

    @Override
    public void close() {
        closed.countDown();
    }

    /** Who was in the way, oldest first; waits for a look that is still going on. */
    public List<Blocker> seen() {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return seen;
    }

    private void look() {
        try {
            if (!closed.await(after.toMillis(), TimeUnit.MILLISECONDS)) {
                seen =
                        database.inTransaction(
                                Scope.state(name), connection -> Blocker.of(connection, pid));
            }
        } catch (InterruptedException | SQLException unseen) {
            // The try itself is what counts; its blocker stays unnamed this time.
        }
    }
}
