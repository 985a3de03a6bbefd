package dev.godwit.workflow.upgrade.message;

import dev.godwit.workflow.Contract;

/**
 * An upgrade of one project.
 *
 * @param contract {@link Contract#VERSION} of the starter
 * @param name of the run on its target
 * @param actor who started it
 * @param attributes whether the server knows Godwit's search attributes
 */
public record UpgradeInput(
        int contract, Place place, String name, Wishes wishes, String actor, boolean attributes) {

    /** The same for a server that knows Godwit's search attributes, or does not. */
    public UpgradeInput with(boolean known) {
        return new UpgradeInput(contract, place, name, wishes, actor, known);
    }

    /** The run's name, which is its workflow id. */
    public String run() {
        return Contract.runName(place.target(), name);
    }
}
