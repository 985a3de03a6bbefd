package dev.godwit.postgres.throttle;

import dev.godwit.plan.spec.throttle.Preset;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a preset means.
 *
 * @param most share of the time in which a lane works, at most
 * @param batch how long a batch takes on the server
 * @param slower how many times dearer than at best its own rows may become before it slows down;
 *     infinite for never
 * @param replicaLag that holds it when the plan names none; null for any
 * @param lockWaits of the application that hold it when the plan names none; null for any
 */
record Profile(
        double most,
        Duration batch,
        double slower,
        @Nullable Duration replicaLag,
        @Nullable Integer lockWaits) {

    private static final Profile POLITE =
            new Profile(0.5, Duration.ofMillis(10), 2.5, Duration.ofSeconds(5), 3);

    private static final Profile BALANCED =
            new Profile(0.8, Duration.ofMillis(10), 4, Duration.ofSeconds(30), 10);

    /** Batches long enough that the commit costs little. */
    private static final Profile FAST =
            new Profile(1, Duration.ofMillis(20), Double.POSITIVE_INFINITY, null, null);

    static Profile of(Preset preset) {
        return switch (preset) {
            case POLITE -> POLITE;
            case BALANCED -> BALANCED;
            case FAST, NONE -> FAST;
        };
    }

    /** Whether it gives way to what the server shows of its own accord. */
    boolean considerate() {
        return most < 1;
    }
}
