package dev.godwit.workflow.upgrade.activity;

import dev.godwit.workflow.message.Finding;
import java.util.List;

/**
 * Where an upgrade starts from.
 *
 * @param commit that the project's branch was at
 * @param branch that branch
 * @param path of the project in its repository; empty for its root
 * @param ecosystem of the project
 * @param problems why it cannot be begun, all of them; empty otherwise
 * @param logs where the output of its probes will lie: host and folder
 * @param lanes how many probes may be under way at the same time; 1 in older histories
 */
public record Base(
        String commit,
        String branch,
        String path,
        String ecosystem,
        List<Finding> problems,
        String logs,
        int lanes) {

    public Base {
        problems = List.copyOf(problems);
        lanes = Math.max(1, lanes);
    }
}
