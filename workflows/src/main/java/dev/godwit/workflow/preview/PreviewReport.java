package dev.godwit.workflow.preview;

import dev.godwit.workflow.message.Finding;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a run of a plan would do.
 *
 * @param hash of the plan's text
 * @param problems why it may not be started; all at once
 * @param notices what people should know
 * @param terms what holds for the run as a whole; null where no run would begin
 * @param gates in the order of the phases
 * @param steps in the order of running
 * @param locks what the locks of the steps keep others from, the strongest first
 * @param tables whose rows are worked on
 * @param cut whether statements that were asked for are left out, since there are too many
 */
public record PreviewReport(
        String target,
        String plan,
        String hash,
        Verdict verdict,
        List<Finding> problems,
        List<Finding> notices,
        @Nullable PreviewTerms terms,
        List<PreviewGate> gates,
        List<PreviewStep> steps,
        List<PreviewLock> locks,
        List<PreviewTable> tables,
        boolean cut) {

    public PreviewReport {
        problems = List.copyOf(problems);
        notices = List.copyOf(notices);
        gates = List.copyOf(gates);
        steps = List.copyOf(steps);
        locks = List.copyOf(locks);
        tables = List.copyOf(tables);
    }

    /** What {@code godwit start} would find. */
    public enum Verdict {
        /** A run would begin. */
        READY,
        /** A run of this plan is under way: the steps are its own, as they are stored. */
        UNDER_WAY,
        /** There is nothing to do. */
        ALREADY_APPLIED,
        /** The plan is wrong for this target. */
        REJECTED,
        /** The plan must not be run on this target as it is. */
        REFUSED;

        /** As programs read it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A lock of a table.
     *
     * @param mode as PostgreSQL writes it
     * @param blocks who has to wait, in a few words
     */
    public record PreviewLock(String mode, String blocks) {}

    /**
     * A wait between two phases.
     *
     * @param before the phase that waits, as people read it
     * @param words what it waits for
     * @param sql the query that is asked, where it is wanted and there is one; else empty
     */
    public record PreviewGate(String before, String words, String sql) {}

    /**
     * A table, as PostgreSQL estimates it; partitions are counted in.
     *
     * @param rows -1 when it was never analyzed
     * @param bytes without indexes
     * @param indexes bytes of its indexes
     */
    public record PreviewTable(String name, long rows, long bytes, long indexes) {}
}
