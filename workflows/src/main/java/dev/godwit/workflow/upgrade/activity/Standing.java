package dev.godwit.workflow.upgrade.activity;

import dev.godwit.workflow.upgrade.search.Bump;
import java.util.List;
import java.util.Map;

/**
 * How packages are declared at a commit, looked at for the sake of bumps.
 *
 * @param declared as it is written there, by name; who is not in it is declared as no version any
 *     more
 * @param reached the bumps that are there already, or beyond
 */
public record Standing(Map<String, String> declared, List<Bump> reached) {

    public Standing {
        declared = Map.copyOf(declared);
        reached = List.copyOf(reached);
    }
}
