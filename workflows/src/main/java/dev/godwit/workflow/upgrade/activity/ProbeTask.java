package dev.godwit.workflow.upgrade.activity;

import dev.godwit.workflow.upgrade.message.UpgradeInput;
import dev.godwit.workflow.upgrade.search.Bump;
import java.util.List;

/**
 * Something to be done at a commit.
 *
 * @param bumps on top of it; none for the commit as it is
 * @param recipes that rewrite source code after the bumps; with bumps, only when these are red
 *     without
 */
public record ProbeTask(
        UpgradeInput input, Base base, String commit, List<Bump> bumps, List<String> recipes) {

    public ProbeTask {
        bumps = List.copyOf(bumps);
        recipes = List.copyOf(recipes);
    }
}
