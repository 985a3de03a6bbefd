package dev.godwit.workflow.message;

/**
 * The input of a rollback that works from the target's rows alone: of a run that is done, or whose
 * workflow is gone.
 *
 * @param contract what the starter speaks; recorded, and never a reason to refuse: whoever takes a
 *     run back must not have to upgrade first
 */
public record RollbackInput(
        int contract,
        String target,
        String queue,
        String plan,
        String actor,
        String reason,
        boolean attributes) {}
