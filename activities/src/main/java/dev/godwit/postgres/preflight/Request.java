package dev.godwit.postgres.preflight;

/**
 * What is to be run.
 *
 * @param run name of the run: {@code <target>/<plan>}
 * @param plan name of the plan
 * @param source where the text came from, for messages
 * @param hash SHA-256 of the text, hex, as the starter computed it
 * @param workflow makes a repeated request find the run it made
 */
public record Request(
        String run,
        String plan,
        String source,
        String text,
        String hash,
        String actor,
        String workflow) {}
