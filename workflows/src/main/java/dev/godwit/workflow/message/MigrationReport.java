package dev.godwit.workflow.message;

import dev.godwit.workflow.Outcome;
import dev.godwit.workflow.Phase;
import java.util.List;
import java.util.Objects;

/**
 * The result of a run, and what is known of it so far while it is under way.
 *
 * @param run {@code <target>/<plan>}
 * @param phase the phase it is in or ended in
 * @param rows rows filled by batches
 * @param kept rows that contract has copied before a drop, or deleted
 * @param compared rows that verify compared
 * @param mismatches rows that verify found wrong
 * @param problems why it was rejected or refused, why it waits or failed; empty otherwise
 * @param notices what people should know of the plan on this target
 * @param undone what rollback did, in order; empty when none ran
 * @param note one sentence for people, for example "already applied"; may be empty
 */
public record MigrationReport(
        String run,
        Outcome outcome,
        Phase phase,
        long rows,
        long kept,
        long compared,
        long mismatches,
        List<Finding> problems,
        List<Finding> notices,
        List<UndoneStep> undone,
        String note) {

    public MigrationReport {
        problems = List.copyOf(problems);
        // Of a run that ended when they were not said yet.
        notices = List.copyOf(Objects.requireNonNullElse(notices, List.of()));
        undone = List.copyOf(undone);
    }
}
