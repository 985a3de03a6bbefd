package dev.godwit.postgres.undo;

import dev.godwit.postgres.state.Run;
import dev.godwit.postgres.state.StoredStep;
import java.util.List;

/**
 * What a rollback is going to do.
 *
 * @param steps in the order of undoing
 * @param losses what cannot be brought back
 */
public record UndoList(Run run, List<StoredStep> steps, List<String> losses) {

    public UndoList {
        steps = List.copyOf(steps);
        losses = List.copyOf(losses);
    }
}
