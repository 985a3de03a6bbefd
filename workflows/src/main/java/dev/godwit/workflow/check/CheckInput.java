package dev.godwit.workflow.check;

/**
 * What is checked beside which target.
 *
 * @param contract {@link dev.godwit.workflow.Contract#VERSION} of the starter
 * @param source where the text came from, for messages
 * @param text a plan about the migrations of a project
 * @param all whether what is applied to the target is tried too
 */
public record CheckInput(
        int contract, String target, String queue, String source, String text, boolean all) {}
