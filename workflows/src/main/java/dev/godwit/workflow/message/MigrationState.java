package dev.godwit.workflow.message;

import dev.godwit.workflow.Phase;
import dev.godwit.workflow.activity.Prepared;
import dev.godwit.workflow.activity.control.Control;
import dev.godwit.workflow.activity.slice.SliceReport;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What continue-as-new carries over. Everything else is in the target.
 *
 * @param prepared what preflight found
 * @param phase the phase that goes on
 * @param lastStep number of the last step that is done; its successors in the phase remain
 * @param refilled whether the one refill after a red verify was used
 * @param rows rows filled so far
 * @param finished whether the work of the phase is done, so that the gate after it is next
 * @param opened the waits that are over, by the phase that they stood before; a hold as HOLD
 * @param slices the newest report of each lane, by {@code step.lane}
 * @param compared rows compared so far
 * @param mismatches rows found wrong so far
 * @param control what people told the run; null for nothing
 * @param controlled who told it, and why; null for nobody
 */
public record MigrationState(
        Prepared prepared,
        Phase phase,
        int lastStep,
        boolean refilled,
        long rows,
        boolean finished,
        List<String> opened,
        Map<String, SliceReport> slices,
        long compared,
        long mismatches,
        @Nullable Control control,
        @Nullable String controlled) {

    public MigrationState {
        opened = List.copyOf(opened);
        slices = Map.copyOf(slices);
    }
}
