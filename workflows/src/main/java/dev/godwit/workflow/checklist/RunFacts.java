package dev.godwit.workflow.checklist;

import java.util.List;

/**
 * What a target has recorded about a run. Times are ISO 8601 instants, empty when not reached. It
 * holds no row of any table and no statement.
 *
 * @param source the path that the plan came from
 * @param outcome name of an {@link dev.godwit.workflow.Outcome}
 * @param phase name of a {@link dev.godwit.workflow.Phase}
 * @param migrations of a project, that it applies; empty for a plan of operations
 * @param approvals of people, in order
 * @param lock the longest one that writers had to wait for
 * @param restorePoint that was made in the write-ahead log; empty for none
 */
public record RunFacts(
        long id,
        String run,
        String source,
        String hash,
        String outcome,
        String phase,
        String actor,
        String startedAt,
        String endedAt,
        boolean ofProject,
        List<Migration> migrations,
        List<Approval> approvals,
        List<StepFacts> steps,
        Lock lock,
        String restorePoint) {

    public RunFacts {
        migrations = List.copyOf(migrations);
        approvals = List.copyOf(approvals);
        steps = List.copyOf(steps);
    }

    /**
     * A migration of a project.
     *
     * @param checksum of what it does
     * @param back hash of what takes it back; empty when nothing does
     * @param tried whether its way back was found by trying it in another database
     */
    public record Migration(String name, String checksum, String back, boolean tried) {}

    /** Somebody has opened a gate. @param note which, and why */
    public record Approval(String actor, String at, String note) {}

    /** A lock. @param mode empty when there was none */
    public record Lock(String mode, double millis, int step) {}
}
