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
 * @param once whether red at the first look is red: what is in the set is looked at again in
 *     smaller ones
 * @param lane to do it in, from 0: no two are in one lane of a run at the same time
 */
public record ProbeTask(
        UpgradeInput input,
        Base base,
        String commit,
        List<Bump> bumps,
        List<String> recipes,
        int lane,
        boolean once) {

    public ProbeTask {
        bumps = List.copyOf(bumps);
        recipes = List.copyOf(recipes);
    }

    /** The same in another lane. */
    public ProbeTask in(int other) {
        return new ProbeTask(input, base, commit, bumps, recipes, other, once);
    }
}
