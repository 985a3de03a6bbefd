package dev.godwit.workflow.checklist;

import java.util.List;

/**
 * Asks a target for runs that did the same.
 *
 * @param contract of who asks
 * @param hash of the plan's text
 * @param migrations of a project that were applied; empty for a plan of operations, which is the
 *     same when its hash is
 */
public record TrialsInput(
        int contract, String target, String hash, List<RunFacts.Migration> migrations) {

    public TrialsInput {
        migrations = List.copyOf(migrations);
    }
}
