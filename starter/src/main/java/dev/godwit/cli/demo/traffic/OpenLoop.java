package dev.godwit.cli.demo.traffic;

import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/**
 * Requests at a fixed rate, whatever the answers take: a slow one makes the next ones late, and
 * their lateness is part of their latency. A loop that waited for answers would hide it.
 */
final class OpenLoop {

    private final Clock clock;
    private final long start;
    private final long period;

    /**
     * @param start when the first request is due
     * @param period nanoseconds between requests
     */
    OpenLoop(Clock clock, long start, long period) {
        this.clock = clock;
        this.start = start;
        this.period = period;
    }

    /** Runs one request after the other; each is told when it was due. */
    void run(BooleanSupplier going, LongConsumer request) {
        for (long number = 0; going.getAsBoolean(); number++) {
            long due = start + number * period;
            clock.sleepUntil(due);
            if (going.getAsBoolean()) {
                request.accept(due);
            }
        }
    }
}
