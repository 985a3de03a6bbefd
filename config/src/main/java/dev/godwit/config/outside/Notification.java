package dev.godwit.config.outside;

import java.util.Set;

/**
 * Somebody who wants to be told.
 *
 * @param on what about: {@code waiting}, {@code failed}, {@code rolled_back}, {@code done}, {@code
 *     drifted}
 * @param targets about runs on which targets; empty for all
 * @param errand how to tell
 */
public record Notification(Set<String> on, Set<String> targets, Errand errand) {

    /** Everything that one can be told about. */
    public static final Set<String> ALL =
            Set.of("waiting", "failed", "rolled_back", "done", "drifted");

    public Notification {
        on = Set.copyOf(on);
        targets = Set.copyOf(targets);
    }
}
