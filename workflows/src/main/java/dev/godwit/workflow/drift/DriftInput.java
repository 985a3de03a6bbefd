package dev.godwit.workflow.drift;

import org.jspecify.annotations.Nullable;

/**
 * What is compared with what.
 *
 * @param contract {@link dev.godwit.workflow.Contract#VERSION} of the starter
 * @param against the other target; empty for what Godwit remembers of this one
 * @param againstQueue of the other target
 * @param privileges whether differences between privileges count
 * @param accept from now on, what is there now is remembered
 * @param tell whether people are told when something differs
 * @param actor who asks
 * @param project a plan about a project's migrations, to compare with what they make; null for none
 */
public record DriftInput(
        int contract,
        String target,
        String queue,
        String against,
        String againstQueue,
        boolean privileges,
        boolean accept,
        boolean tell,
        String actor,
        @Nullable String project) {}
