package dev.godwit.workflow.checklist;

import java.util.List;

/**
 * Asks for what is recorded about a run.
 *
 * @param contract {@link dev.godwit.workflow.Contract#VERSION} of the starter
 * @param others databases on which the same may have been run
 */
public record ChecklistInput(
        int contract, String target, String queue, String run, List<Elsewhere> others) {

    public ChecklistInput {
        others = List.copyOf(others);
    }

    /** Another target, and its queue. */
    public record Elsewhere(String target, String queue) {}
}
