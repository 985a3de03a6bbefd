package dev.godwit.postgres.undo;

import dev.godwit.postgres.state.Run;
import dev.godwit.postgres.state.RunOptions.StoredGate;
import dev.godwit.postgres.state.StoredStep;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rollback is going to do.
 *
 * @param steps in the order of undoing
 * @param losses what cannot be brought back
 * @param gate what is waited for first; null for nothing
 */
public record UndoList(
        Run run, List<StoredStep> steps, List<String> losses, @Nullable StoredGate gate) {

    public UndoList {
        steps = List.copyOf(steps);
        losses = List.copyOf(losses);
    }
}
