package dev.godwit.workflow.drift;

import org.jspecify.annotations.Nullable;

/**
 * Compares a target with another's catalog.
 *
 * @param contract of who asks
 * @param accept from now on, what is there now is remembered
 * @param actor who asks
 * @param against the other's; null for what Godwit remembers of this one
 * @param project a plan about a project's migrations, to compare with what they make; null for none
 */
public record CompareInput(
        int contract,
        String target,
        boolean privileges,
        boolean accept,
        String actor,
        @Nullable CatalogCopy against,
        @Nullable String project) {}
