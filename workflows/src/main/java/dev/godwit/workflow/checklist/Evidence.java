package dev.godwit.workflow.checklist;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found.
 *
 * @param run null when the target has no record of it
 * @param trials runs of the same, on this target and on others, newest first for each target; the
 *     run itself is among them
 * @param silent other targets that could not be asked
 */
public record Evidence(@Nullable RunFacts run, List<Trial> trials, List<Silent> silent) {

    public Evidence {
        trials = List.copyOf(trials);
        silent = List.copyOf(silent);
    }

    /** A target that could not be asked, and why. */
    public record Silent(String target, String because) {}
}
