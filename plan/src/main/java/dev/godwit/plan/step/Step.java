package dev.godwit.plan.step;

import java.util.List;
import org.jspecify.annotations.Nullable;

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
 * @param why it stands where it does, where that was a choice; null where it was none
 */
public record Step(
        int number,
        Stage stage,
        String operation,
        String summary,
        Work work,
        List<Work> undo,
        List<String> losses,
        @Nullable String why) {

    public Step {
        undo = List.copyOf(undo);
        losses = List.copyOf(losses);
    }

    /** One whose place was no choice. */
    public Step(
            int number,
            Stage stage,
            String operation,
            String summary,
            Work work,
            List<Work> undo,
            List<String> losses) {
        this(number, stage, operation, summary, work, undo, losses, null);
    }

    /** The same at another position. */
    public Step at(int position) {
        return new Step(position, stage, operation, summary, work, undo, losses, why);
    }

    /** The same with the reason for its place. */
    public Step because(String reason) {
        return new Step(number, stage, operation, summary, work, undo, losses, reason);
    }
}
