package dev.godwit.postgres.preflight;

/**
 * What is to be run.
 *
 * @param name {@code <target>/<plan>}
 * @param workflow stands for the caller: the same one gets the same run again
 */
public record Request(
        String name,
        String plan,
        String source,
        String text,
        String hash,
        String actor,
        String workflow) {}
