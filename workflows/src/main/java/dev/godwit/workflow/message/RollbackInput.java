package dev.godwit.workflow.message;

/**
 * The input of a rollback that works from the target's rows alone: of a run that is done, or whose
 * workflow is gone.
 */
public record RollbackInput(
        int contract,
        String target,
        String queue,
        String plan,
        String actor,
        String reason,
        boolean attributes) {}
