package dev.godwit.migration.host;

import dev.godwit.postgres.session.Attempt;
import dev.godwit.workflow.Phase;
import io.temporal.activity.ActivityExecutionContext;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An activity's attempt: heartbeats every second from a thread of its own, also while a statement
 * runs.
 *
 * <p>When a heartbeat says that the attempt is over (cancelled, paused, reset, timed out, worker
 * shutting down), running statements are cancelled until they have returned, and {@link #check}
 * throws what the heartbeat threw. Anything else that ends the heartbeats ends the attempt too: one
 * that cannot be heard of must not go on.
 */
public final class HeartbeatingAttempt implements Attempt, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HeartbeatingAttempt.class);

    private static final Duration BEAT = Duration.ofSeconds(1);

    /** A cancel that arrives before the statement does is lost, so it is repeated. */
    private static final Duration CANCEL = Duration.ofMillis(200);

    private final ActivityExecutionContext context;
    private final String run;
    private final Telemetry telemetry;
    private final Predicate<String> checks;
    private final Phase phase;
    private final Set<Statement> statements = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile String progress = "";
    private volatile @Nullable RuntimeException ended;

    private HeartbeatingAttempt(
            ActivityExecutionContext context,
            String run,
            Telemetry telemetry,
            Predicate<String> checks) {
        this.context = context;
        this.run = run;
        this.telemetry = telemetry;
        this.checks = checks;
        this.phase = phase(context.getInfo().getActivityType());
    }

    /** Begins to heartbeat; must be closed. */
    public static HeartbeatingAttempt begin(ActivityExecutionContext context) {
        return begin(context, "", Telemetry.NONE, check -> false);
    }

    /**
     * The same, with somebody who counts.
     *
     * @param run its name; empty for work on no run
     * @param checks whether a check passes
     */
    static HeartbeatingAttempt begin(
            ActivityExecutionContext context,
            String run,
            Telemetry telemetry,
            Predicate<String> checks) {
        HeartbeatingAttempt attempt = new HeartbeatingAttempt(context, run, telemetry, checks);
        // A platform thread: pinned virtual threads of the work itself must not silence it.
        Thread.ofPlatform()
                .daemon()
                .name("godwit-heartbeat-" + context.getInfo().getActivityId())
                .start(attempt::beat);
        return attempt;
    }

    @Override
    public void report(String progress) {
        this.progress = progress;
    }

    @Override
    public void batch(long rows, Duration took) {
        telemetry.batch(run, phase, rows, took);
    }

    @Override
    public void waitedForLock(Duration waited) {
        telemetry.waitedForLock(run, waited);
    }

    @Override
    public void held(String why) {
        telemetry.held(run, why);
    }

    @Override
    public boolean passes(String check) {
        return checks.test(check);
    }

    private static Phase phase(String activity) {
        return activity.equals("VerifySlice") ? Phase.VERIFY : Phase.BACKFILL;
    }

    @Override
    public void check() {
        RuntimeException end = ended;
        if (end != null) {
            throw end;
        }
    }

    @Override
    public Running running(Statement statement) {
        check();
        statements.add(statement);
        return () -> statements.remove(statement);
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void beat() {
        try {
            while (!closed.await(BEAT.toMillis(), TimeUnit.MILLISECONDS)) {
                context.heartbeat(progress);
            }
        } catch (RuntimeException end) {
            ended = end;
            cancelUntilClosed();
        } catch (InterruptedException end) {
            ended = new IllegalStateException("the heartbeat was interrupted", end);
            cancelUntilClosed();
        }
    }

    private void cancelUntilClosed() {
        try {
            do {
                statements.forEach(HeartbeatingAttempt::cancel);
            } while (!closed.await(CANCEL.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException end) {
            LOG.warn("interrupted while cancelling the statements of an ended attempt");
        }
    }

    private static void cancel(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException failure) {
            // Tried again as long as the statement runs; a lost connection ends it anyway.
            LOG.debug("a statement could not be cancelled: {}", failure.getSQLState());
        }
    }
}
