package dev.godwit.cli.run;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a start asks for beside its plan.
 *
 * @param terminateAfter age of transactions in the way that are terminated; zero for never
 * @param preset how much of the server it takes, as a plan writes it; null for what the plan says
 */
public record Wishes(Duration terminateAfter, @Nullable String preset) {

    /** Nothing. */
    public static final Wishes NONE = new Wishes(Duration.ZERO, null);
}
