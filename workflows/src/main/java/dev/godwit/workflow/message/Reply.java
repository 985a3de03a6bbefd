package dev.godwit.workflow.message;

/**
 * The answer to a {@link Command}.
 *
 * @param accepted false when it was refused
 * @param message one sentence for people
 */
public record Reply(boolean accepted, String message) {}
