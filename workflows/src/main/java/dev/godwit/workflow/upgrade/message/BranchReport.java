package dev.godwit.workflow.upgrade.message;

import dev.godwit.workflow.message.Finding;
import java.util.List;

/**
 * What became of a result branch.
 *
 * @param done whether it was merged or removed
 * @param note one sentence
 * @param commit the commit that the branch it was merged into is at
 * @param problems why it was not
 */
public record BranchReport(boolean done, String note, String commit, List<Finding> problems) {

    public BranchReport {
        problems = List.copyOf(problems);
    }
}
