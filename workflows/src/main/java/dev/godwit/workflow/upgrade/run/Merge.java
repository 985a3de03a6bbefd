package dev.godwit.workflow.upgrade.run;

import dev.godwit.workflow.upgrade.MergeWorkflow;
import dev.godwit.workflow.upgrade.message.BranchInput;
import dev.godwit.workflow.upgrade.message.BranchReport;

/** Merges where the repository can be reached. */
public final class Merge implements MergeWorkflow {

    @Override
    public BranchReport merge(BranchInput input) {
        return Calls.on(input.upgrade().place().queue(), "merge the result branch").merge(input);
    }
}
