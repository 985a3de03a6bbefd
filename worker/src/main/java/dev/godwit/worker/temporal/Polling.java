package dev.godwit.worker.temporal;

import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.worker.WorkerFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Polls Temporal from the moment it can be reached until the application stops.
 *
 * <p>Stopping drains: no new tasks are taken, the next heartbeat of a running activity throws so
 * that its slice ends at a batch's border, and what is left after some seconds is interrupted. The
 * connection to Temporal is closed before the pools are, so that no activity reports a failure that
 * only the closing caused.
 */
public final class Polling implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Polling.class);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration REMINDER = Duration.ofSeconds(30);
    private static final Duration DRAIN = Duration.ofSeconds(8);
    private static final Duration INTERRUPTED = Duration.ofSeconds(2);

    private final TemporalServer server;
    private final Supplier<WorkerFactory> workers;
    private final WorkflowServiceStubs stubs;
    private final Runnable whenPolling;

    private @Nullable Thread connecting;
    private @Nullable WorkerFactory factory;
    private volatile boolean running;
    private volatile boolean polling;

    /**
     * @param workers new ones at each call, not polling yet
     * @param stubs shut down when this stops
     * @param whenPolling run once, when every queue is polled
     */
    public Polling(
            TemporalServer server,
            Supplier<WorkerFactory> workers,
            WorkflowServiceStubs stubs,
            Runnable whenPolling) {
        this.server = server;
        this.workers = workers;
        this.stubs = stubs;
        this.whenPolling = whenPolling;
    }

    /** Whether the queues are polled, or would be if Temporal could be reached just now. */
    public boolean isPolling() {
        return polling;
    }

    /** The last to start, so that the HTTP port is known, and the first to stop. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Returns at once; connecting goes on until it succeeds. */
    @Override
    public synchronized void start() {
        running = true;
        connecting = Thread.ofPlatform().name("godwit-connecting").start(this::connect);
    }

    @Override
    public void stop() {
        long begin = System.nanoTime();
        synchronized (this) {
            running = false;
            polling = false;
            if (connecting != null) {
                connecting.interrupt();
            }
        }
        if (factory != null) {
            drain(factory);
            log.info(
                    "stopped: {} after {} ms",
                    factory.isTerminated() ? "drained" : "some work did not end",
                    (System.nanoTime() - begin) / 1_000_000);
        }
        stubs.shutdownNow();
    }

    private static void drain(WorkerFactory factory) {
        factory.shutdown();
        factory.awaitTermination(DRAIN.toMillis(), TimeUnit.MILLISECONDS);
        if (!factory.isTerminated()) {
            factory.shutdownNow();
            factory.awaitTermination(INTERRUPTED.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void connect() {
        log.info("connecting to Temporal at {}", server.endpoint());
        Duration pause = FIRST_PAUSE;
        long reminded = 0;
        String known = "";
        while (running) {
            Optional<String> trouble = server.trouble().or(this::poll);
            if (trouble.isEmpty()) {
                return;
            }
            long now = System.nanoTime();
            if (!trouble.get().equals(known) || now - reminded > REMINDER.toNanos()) {
                log.warn("Temporal at {}: {}; trying again", server.endpoint(), trouble.get());
                known = trouble.get();
                reminded = now;
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException stopped) {
                return;
            }
            pause =
                    pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                            ? pause.multipliedBy(2)
                            : LONGEST_PAUSE;
        }
    }

    private synchronized Optional<String> poll() {
        if (!running) {
            return Optional.empty();
        }
        WorkerFactory fresh = workers.get();
        try {
            fresh.start();
        } catch (RuntimeException lostAgain) {
            log.debug("cannot start polling", lostAgain);
            fresh.shutdownNow();
            return Optional.of("it answered, but polling could not start");
        }
        factory = fresh;
        polling = true;
        whenPolling.run();
        return Optional.empty();
    }
}
