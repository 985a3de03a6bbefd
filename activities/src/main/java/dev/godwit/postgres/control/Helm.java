package dev.godwit.postgres.control;

import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Reads twice a second what people say, and keeps a sample every few seconds, on a direct
 * connection: batches that wait for a lock may have the whole pool. Whatever fails here is tried
 * again and ends nothing.
 */
final class Helm implements AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration SAMPLE = Duration.ofSeconds(5);

    /** What is being executed may end by itself for so long. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private static final Duration LOCK = Duration.ofSeconds(1);
    private static final Duration STATEMENT = Duration.ofSeconds(2);

    private final Database database;
    private final Lane lane;
    private final Steering steering;
    private final CountDownLatch closed = new CountDownLatch(1);
    private long halting;
    private long sampled = System.nanoTime();

    Helm(Database database, Lane lane, Steering steering) {
        this.database = database;
        this.lane = lane;
        this.steering = steering;
    }

    void start() {
        // A platform thread: pinned virtual threads of the work itself must not silence it.
        Thread.ofPlatform().daemon().name("godwit-helm " + lane.name()).start(this::steer);
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void steer() {
        Scope scope = Scope.state(lane.name()).with(LOCK, STATEMENT);
        try {
            while (!over()) {
                try {
                    database.direct(scope, this::steer);
                } catch (SQLException | RuntimeException unread) {
                    obey(); // what was read last goes on to hold
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Until it is closed, or reading fails. */
    private boolean steer(Connection connection) throws SQLException {
        try {
            do {
                steering.orders(Controls.read(connection, lane.run()));
                obey();
                steering.governor().look(connection);
                if (since(sampled).compareTo(SAMPLE) >= 0) {
                    sampled = System.nanoTime();
                    steering.sample().run(connection);
                }
            } while (!over());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    private void obey() {
        if (steering.halt() == null) {
            halting = 0;
        } else if (halting == 0) {
            halting = System.nanoTime();
        } else if (since(halting).compareTo(GRACE) >= 0) {
            // At each look: a cancel that arrives before its statement, or fails, is lost.
            steering.cancel();
        }
    }

    private boolean over() throws InterruptedException {
        return closed.await(LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
