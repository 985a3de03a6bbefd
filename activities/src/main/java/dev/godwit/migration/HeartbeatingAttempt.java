package dev.godwit.migration;

import dev.godwit.postgres.session.Attempt;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An activity's attempt. A ticker of its own sends a heartbeat each second, also while a statement
 * runs. When Temporal answers that the attempt is over (cancelled, paused, reset, taken over,
 * worker shutting down), running statements are cancelled and {@link #check} throws what Temporal
 * said.
 */
final class HeartbeatingAttempt implements Attempt, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(HeartbeatingAttempt.class);
    private static final long TICK_MILLIS = 1_000;

    private final ActivityExecutionContext context = Activity.getExecutionContext();
    private final Set<Statement> running = ConcurrentHashMap.newKeySet();
    private volatile String progress = "";
    private volatile boolean closed;
    private volatile @Nullable RuntimeException ended;

    HeartbeatingAttempt() {
        Thread.ofVirtual().name("heartbeat " + context.getInfo().getActivityId()).start(this::tick);
    }

    @Override
    public void report(String text) {
        progress = text;
    }

    @Override
    public void check() {
        RuntimeException over = ended;
        if (over != null) {
            throw over;
        }
    }

    @Override
    public Running running(Statement statement) {
        check();
        running.add(statement);
        if (ended != null) {
            cancel(statement); // it ended between the two lines above
        }
        return () -> running.remove(statement);
    }

    /** What Temporal said when it ended the attempt; null while it may go on. */
    @Nullable RuntimeException ended() {
        return ended;
    }

    @Override
    public void close() {
        closed = true;
    }

    private void tick() {
        while (!closed && ended == null) {
            try {
                context.heartbeat(progress);
                Thread.sleep(TICK_MILLIS);
            } catch (ActivityCompletionException over) {
                end(over);
            } catch (InterruptedException interrupted) {
                return;
            } catch (RuntimeException unsent) {
                // Temporal cannot be reached: if that lasts, the heartbeat time-out decides, and
                // the fence protects.
                log.debug("heartbeat not sent: {}", unsent.getClass().getSimpleName());
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(TICK_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void end(ActivityCompletionException over) {
        ended = over;
        running.forEach(HeartbeatingAttempt::cancel);
    }

    private static void cancel(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException gone) {
            log.debug("statement could not be cancelled: {}", gone.getSQLState());
        }
    }
}
