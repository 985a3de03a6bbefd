package dev.godwit.workflow.upgrade.activity;

import dev.godwit.workflow.upgrade.search.Bump;
import java.util.List;

/**
 * What a family of packages, or a single one, can climb.
 *
 * @param name of the family or package
 * @param rungs from the lowest; the first one is not major when there is one within the version it
 *     is at
 */
public record Ladder(String name, List<Rung> rungs) {

    public Ladder {
        rungs = List.copyOf(rungs);
    }

    /**
     * Bumps that are made together.
     *
     * @param major whether one of them leaves its major version
     */
    public record Rung(boolean major, List<Bump> bumps) {

        public Rung {
            bumps = List.copyOf(bumps);
        }
    }
}
