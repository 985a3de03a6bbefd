package dev.godwit.workflow.preview;

import java.util.List;
import org.jspecify.annotations.Nullable;

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
 * @param copy what a copy of the tables would be instead; null where it does not come into
 *     question, and of a worker that does not look for it
 */
public record PreviewTerms(
        String snapshot,
        String onFailure,
        String patience,
        String hold,
        String preset,
        List<String> limits,
        String window,
        List<String> overrides,
        @Nullable PreviewCopy copy) {

    public PreviewTerms {
        limits = List.copyOf(limits);
        overrides = List.copyOf(overrides);
    }
}
