package dev.godwit.workflow.operator;

import dev.godwit.workflow.message.history.History.RunEntry;
import java.util.List;

/**
 * How a target is.
 *
 * @param worker version of the worker that looked
 * @param contract the newest {@link dev.godwit.workflow.Contract#VERSION} it understands
 * @param checks in the order in which people should read them
 * @param open runs that the target believes to be under way: one without a workflow is an orphan
 */
public record Inspection(String worker, int contract, List<Check> checks, List<RunEntry> open) {

    public Inspection {
        checks = List.copyOf(checks);
        open = List.copyOf(open);
    }
}
