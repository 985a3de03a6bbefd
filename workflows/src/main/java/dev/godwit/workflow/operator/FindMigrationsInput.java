package dev.godwit.workflow.operator;

/**
 * Asks what is pending.
 *
 * @param contract {@link dev.godwit.workflow.Contract#VERSION} of the starter
 * @param source where the text came from, for messages
 * @param text a plan about the migrations of a project
 */
public record FindMigrationsInput(
        int contract, String target, String queue, String source, String text) {}
