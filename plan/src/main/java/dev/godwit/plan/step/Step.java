package dev.godwit.plan.step;

import java.util.List;

/**
 * What an operation is compiled into: one piece of work, with its phase and its undo. Stored in the
 * target as JSON before the run begins, so it must stay readable by later versions.
 *
 * @param number position in the run, from 1; its identity
 * @param stage the phase that runs it
 * @param operation the plan's word for what it belongs to, for example {@code add_column}
 * @param summary one line for people, without row values; shown in the Temporal UI
 * @param work what is done
 * @param undo what takes it back, in order; each looks first and is valid when the work never
 *     happened; empty when there is nothing to take back
 * @param losses what undo cannot bring back, one sentence each; said before a rollback starts
 */
public record Step(
        int number,
        Stage stage,
        String operation,
        String summary,
        Work work,
        List<Work> undo,
        List<String> losses) {

    public Step {
        undo = List.copyOf(undo);
        losses = List.copyOf(losses);
    }
}
