package dev.godwit.postgres.throttle.signal;

import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A check of the worker's configuration, such as a health check of the application over HTTP. It is
 * asked on a thread of its own: whoever looks must not wait for it.
 */
public final class CheckProbe implements Signal {

    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Executor THREADS =
            task -> Thread.ofVirtual().name("godwit-check").start(task);

    private final String check;
    private final Predicate<String> passes;
    private final LongSupplier nanos;
    private @Nullable CompletableFuture<Boolean> asked;
    private long answered;
    private boolean passed;

    /**
     * Holds until it passes.
     *
     * @param nanos a clock like {@code System::nanoTime}
     */
    public CheckProbe(String check, Predicate<String> passes, LongSupplier nanos) {
        this.check = check;
        this.passes = passes;
        this.nanos = nanos;
    }

    @Override
    public @Nullable Reading read(Connection connection) {
        CompletableFuture<Boolean> under = asked;
        if (under == null) {
            if (answered == 0 || nanos.getAsLong() - answered >= PAUSE.toNanos()) {
                asked = CompletableFuture.supplyAsync(() -> passes.test(check), THREADS);
            }
        } else if (under.isDone()) {
            passed = under.exceptionally(unasked -> false).join();
            answered = nanos.getAsLong();
            asked = null;
        }
        return passed ? null : Reading.hold("check " + check);
    }
}
