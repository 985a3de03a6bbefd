package dev.godwit.postgres.control;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * People want the slice to end. Not a failure: what was committed is kept, what was not is done
 * later. Caught where the slice began.
 */
public final class Halt extends RuntimeException {

    private final transient @Nullable Instant until;

    Halt(String why, @Nullable Instant until) {
        super(why, null, false, false);
        this.until = until;
    }

    /** When the window opens next; null when it was something else. */
    public @Nullable Instant until() {
        return until;
    }
}
