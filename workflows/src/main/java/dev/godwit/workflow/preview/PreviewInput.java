package dev.godwit.workflow.preview;

/**
 * Which plan is looked at on which target.
 *
 * @param contract {@link dev.godwit.workflow.Contract#VERSION} of the starter
 * @param plan its name
 * @param source where the text came from, for messages
 * @param hash of the text
 * @param statements whether the SQL is wanted, too
 */
public record PreviewInput(
        int contract,
        String target,
        String queue,
        String plan,
        String source,
        String text,
        String hash,
        String actor,
        boolean statements) {}
