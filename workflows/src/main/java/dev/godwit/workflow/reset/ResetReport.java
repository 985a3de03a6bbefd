package dev.godwit.workflow.reset;

import dev.godwit.workflow.message.Finding;
import java.util.List;

/**
 * What became of a target.
 *
 * @param emptied whether it is empty now; with a dry run: whether nothing is known to prevent it
 * @param objects what went or would go, one line for each schema
 * @param left what is beside the schemas, or somebody else's, and is not touched
 * @param problems why it is as it was; empty otherwise
 */
public record ResetReport(
        boolean emptied, List<String> objects, List<String> left, List<Finding> problems) {

    public ResetReport {
        objects = List.copyOf(objects);
        left = List.copyOf(left);
        problems = List.copyOf(problems);
    }
}
