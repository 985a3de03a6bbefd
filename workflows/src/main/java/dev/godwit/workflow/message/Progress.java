package dev.godwit.workflow.message;

import dev.godwit.workflow.Outcome;
import dev.godwit.workflow.Phase;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a run stands, as the query {@code progress} answers.
 *
 * @param activity what it is doing, one line; empty when nothing
 * @param rows rows filled by the batches that finished slices reported
 * @param kept rows that contract has copied before a drop, or deleted
 * @param percent of the present backfill or verify, 0 to 100
 * @param waitingFor what it waits for, in words; null when it does not wait
 * @param next commands that lead on from a wait
 * @param problems why it waits, if a failure made it wait
 * @param notices what people should know of the plan on this target
 * @param throttle what people told it about its pace, and who; null when nobody did
 */
public record Progress(
        String run,
        Outcome outcome,
        Phase phase,
        String activity,
        long rows,
        long kept,
        long compared,
        long mismatches,
        int percent,
        @Nullable String waitingFor,
        List<String> next,
        List<Finding> problems,
        List<Finding> notices,
        @Nullable String throttle) {

    public Progress {
        next = List.copyOf(next);
        problems = List.copyOf(problems);
        // Of a worker that does not say them yet.
        notices = List.copyOf(Objects.requireNonNullElse(notices, List.of()));
    }
}
