package dev.godwit.cli.care.doctor.target;

import dev.godwit.cli.client.TemporalLink;
import dev.godwit.workflow.message.history.History.RunEntry;
import dev.godwit.workflow.operator.Check;
import dev.godwit.workflow.operator.Check.Level;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowNotFoundException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Runs that the target believes to be under way, and that no workflow drives. */
final class Orphans {

    private final TemporalLink link;
    private final String target;

    Orphans(TemporalLink link, String target) {
        this.link = link;
        this.target = target;
    }

    /**
     * Compares.
     *
     * @param open as the target's record says
     * @param asked when it was asked, by Temporal's clock: a run that has ended since is no orphan
     */
    List<Check> check(List<RunEntry> open, Instant asked) {
        List<Check> orphans = new ArrayList<>();
        for (RunEntry run : open) {
            WorkflowExecutionDescription found = describe(run.run());
            if (found == null) {
                orphans.add(orphan(run, "Temporal has forgotten it, or never knew it here"));
            } else if (!alive(found) && !endedSince(found, asked)) {
                orphans.add(orphan(run, "its workflow has ended as " + how(found)));
            }
        }
        return orphans.isEmpty() ? List.of(well(open.size())) : orphans;
    }

    private static Check well(int open) {
        return Check.ok(
                "runs", open == 0 ? "none open" : open + " open, each is driven by a workflow");
    }

    private Check orphan(RunEntry run, String because) {
        return new Check(
                "orphan",
                Level.FAILURE,
                "%s stands in phase %s, and no workflow drives it".formatted(run.run(), phase(run)),
                because + "; target " + target + " has everything that is needed to go on",
                "godwit recover %1$s     goes on where it stopped\ngodwit rollback %1$s    takes everything back"
                        .formatted(run.run()));
    }

    private @Nullable WorkflowExecutionDescription describe(String run) {
        try {
            return link.within(() -> link.client().newUntypedWorkflowStub(run).describe());
        } catch (WorkflowNotFoundException absent) {
            return null;
        }
    }

    private static boolean alive(WorkflowExecutionDescription found) {
        return switch (found.getStatus()) {
            case WORKFLOW_EXECUTION_STATUS_RUNNING,
                    WORKFLOW_EXECUTION_STATUS_PAUSED,
                    WORKFLOW_EXECUTION_STATUS_CONTINUED_AS_NEW ->
                    true;
            default -> false;
        };
    }

    private static boolean endedSince(WorkflowExecutionDescription found, Instant asked) {
        return found.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED
                && !found.getCloseTime().isBefore(asked);
    }

    private static String how(WorkflowExecutionDescription found) {
        return found.getStatus()
                .name()
                .replace("WORKFLOW_EXECUTION_STATUS_", "")
                .toLowerCase(Locale.ROOT)
                .replace('_', ' ');
    }

    private static String phase(RunEntry run) {
        return run.phase().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
