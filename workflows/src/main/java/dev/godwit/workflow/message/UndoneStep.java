package dev.godwit.workflow.message;

/**
 * One compensation.
 *
 * @param step its number
 * @param summary of the step
 * @param done whether it was taken back (also true when there was nothing to take back)
 * @param note what was found or done, or why it failed
 */
public record UndoneStep(int step, String summary, boolean done, String note) {}
