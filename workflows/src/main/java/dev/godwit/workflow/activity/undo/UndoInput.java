package dev.godwit.workflow.activity.undo;

/**
 * @param plan name of the plan; its newest run in the target is meant
 */
public record UndoInput(String target, String plan, String actor, String reason) {}
