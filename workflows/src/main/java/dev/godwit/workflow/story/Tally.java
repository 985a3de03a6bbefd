package dev.godwit.workflow.story;

import dev.godwit.workflow.Phase;
import dev.godwit.workflow.activity.StepInfo;
import dev.godwit.workflow.activity.slice.Proof;
import dev.godwit.workflow.activity.slice.SliceReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The figures of a run. Lanes report what they have done since they began, so the newest report of
 * a lane replaces its older ones.
 */
public final class Tally {

    private final Map<String, SliceReport> slices = new LinkedHashMap<>();
    private List<StepInfo> steps = List.of();
    private long compared;
    private long mismatches;

    void steps(List<StepInfo> all) {
        steps = all;
    }

    void restore(Map<String, SliceReport> reports, long comparedRows, long mismatchingRows) {
        slices.putAll(reports);
        compared = comparedRows;
        mismatches = mismatchingRows;
    }

    void add(StepInfo step, int lane, SliceReport report) {
        slices.put(key(step, lane), report);
        if (step.kind() == StepInfo.Kind.PROVE) {
            compared = sum(StepInfo.Kind.PROVE, false);
            mismatches = sum(StepInfo.Kind.PROVE, true);
        }
    }

    void proven(Proof proof) {
        compared = proof.compared();
        mismatches = proof.mismatches();
    }

    /** Fill and verify start over: what lanes said of their share no longer holds. */
    void reopen() {
        slices.replaceAll(
                (lane, last) -> new SliceReport(false, last.rows(), last.mismatches(), 0));
    }

    /** The newest report of each lane, by {@code step.lane}. */
    public Map<String, SliceReport> slices() {
        return Map.copyOf(slices);
    }

    /** Rows filled; not those that contract keeps before it drops something. */
    public long rows() {
        return sum(StepInfo.Kind.FILL, false) - kept();
    }

    /** Rows copied before what they held is dropped. */
    public long kept() {
        return sum(
                step -> step.kind() == StepInfo.Kind.FILL && step.phase() == Phase.CONTRACT, false);
    }

    /** Rows compared. */
    public long compared() {
        return compared;
    }

    /** Rows found wrong. */
    public long mismatches() {
        return mismatches;
    }

    /** Of a phase that works in slices, 0 to 100; 0 in others. */
    int percent(Phase phase) {
        int all = 0;
        int sum = 0;
        for (StepInfo step : steps) {
            if (step.phase() == phase && step.kind() != StepInfo.Kind.STATEMENT) {
                for (int lane = 0; lane < step.lanes(); lane++) {
                    SliceReport report = slices.get(key(step, lane));
                    sum += report == null ? 0 : report.percent();
                    all++;
                }
            }
        }
        return all == 0 ? 0 : sum / all;
    }

    private long sum(StepInfo.Kind kind, boolean wrong) {
        return sum(step -> step.kind() == kind, wrong);
    }

    private long sum(Predicate<StepInfo> which, boolean wrong) {
        long sum = 0;
        for (StepInfo step : steps) {
            for (int lane = 0; which.test(step) && lane < step.lanes(); lane++) {
                SliceReport report = slices.get(key(step, lane));
                sum += report == null ? 0 : wrong ? report.mismatches() : report.rows();
            }
        }
        return sum;
    }

    private static String key(StepInfo step, int lane) {
        return step.number() + "." + lane;
    }
}
