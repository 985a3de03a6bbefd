package dev.godwit.workflow.upgrade.activity;

import dev.godwit.workflow.upgrade.UpgradeInput;
import dev.godwit.workflow.upgrade.search.Bump;
import java.util.List;

/**
 * Something to be done at a commit.
 *
 * @param bumps on top of it; none for the commit as it is
 */
public record ProbeTask(UpgradeInput input, Base base, String commit, List<Bump> bumps) {

    public ProbeTask {
        bumps = List.copyOf(bumps);
    }
}
