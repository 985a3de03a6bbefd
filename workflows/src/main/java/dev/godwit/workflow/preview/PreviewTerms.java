package dev.godwit.workflow.preview;

import java.util.List;

/**
 * What holds for a run as a whole, in words.
 *
 * @param snapshot what is kept before the first change, and of what is destroyed
 * @param onFailure what happens when a step fails for good
 * @param patience how long a statement keeps trying for its lock
 * @param hold how long both shapes are kept before contract; empty for not at all
 * @param preset how much of the server work on rows takes
 * @param limits what else holds work on rows
 * @param window hours in which rows are written; empty for always
 * @param overrides keys of a plan, or options, that would change how rows are divided or paced
 */
public record PreviewTerms(
        String snapshot,
        String onFailure,
        String patience,
        String hold,
        String preset,
        List<String> limits,
        String window,
        List<String> overrides) {

    public PreviewTerms {
        limits = List.copyOf(limits);
        overrides = List.copyOf(overrides);
    }
}
