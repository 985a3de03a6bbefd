package dev.godwit.postgres.preflight;

import java.time.Duration;

/**
 * What is to be run.
 *
 * @param run name of the run: {@code <target>/<plan>}
 * @param plan name of the plan
 * @param source where the text came from, for messages
 * @param hash SHA-256 of the text, hex, as the starter computed it
 * @param workflow makes a repeated request find the run it made
 * @param terminateAfter age of a transaction in the way that is terminated; zero for never
 * @param preset how much of the server it takes, as a plan writes it; empty for what the plan says
 */
public record Request(
        String run,
        String plan,
        String source,
        String text,
        String hash,
        String actor,
        String workflow,
        Duration terminateAfter,
        String preset) {

    /** For a run that terminates nobody. */
    public Request(
            String run,
            String plan,
            String source,
            String text,
            String hash,
            String actor,
            String workflow) {
        this(run, plan, source, text, hash, actor, workflow, Duration.ZERO, "");
    }
}
