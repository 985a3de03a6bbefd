package dev.godwit.cli.care.doctor.temporal;

import dev.godwit.cli.client.TemporalLink;
import dev.godwit.workflow.operator.Check;
import dev.godwit.workflow.operator.Check.Level;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.client.WorkflowServiceException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs under way that do not move, and not for a reason that they would tell themselves. */
public final class RunChecks {

    /** A server that loses a worker tries a task again a few times; then it is no accident. */
    private static final int TRIES = 5;

    private static final int MOST = 50;

    private static final String RUNS =
            "(WorkflowType = 'MigrationWorkflow' or WorkflowType = 'RollbackWorkflow')"
                    + " and ExecutionStatus = ";

    private final TemporalLink link;
    private final @Nullable String target;

    /**
     * @param target null for all
     */
    public RunChecks(TemporalLink link, @Nullable String target) {
        this.link = link;
        this.target = target;
    }

    /** One check when nothing is held up, else one for each thing that is. */
    public List<Check> look() {
        List<String> running = open("Running");
        List<Check> checks = new ArrayList<>();
        for (String run : paused()) {
            checks.add(held(run, "the whole workflow is paused", unpause("workflow", run)));
        }
        running.stream().limit(MOST).forEach(run -> checks.addAll(look(run)));
        return checks.isEmpty()
                ? List.of(
                        Check.ok(
                                "runs",
                                running.isEmpty()
                                        ? "none under way"
                                        : running.size() + " under way, none is held up"))
                : checks;
    }

    private List<Check> look(String run) {
        DescribeWorkflowExecutionResponse found =
                link.within(() -> link.client().newUntypedWorkflowStub(run).describe())
                        .getRawDescription();
        if (found.getWorkflowExecutionInfo().getStatus()
                != WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING) {
            return List.of(); // ended meanwhile
        }
        List<Check> checks = new ArrayList<>();
        for (PendingActivityInfo activity : found.getPendingActivitiesList()) {
            if (activity.getPaused()) {
                checks.add(
                        held(
                                run,
                                "its activity %s is paused%s"
                                        .formatted(
                                                activity.getActivityType().getName(), by(activity)),
                                unpause("activity", run)
                                        + " --activity-id "
                                        + activity.getActivityId()));
            }
        }
        if (found.hasPendingWorkflowTask()
                && found.getPendingWorkflowTask().getAttempt() >= TRIES) {
            checks.add(
                    new Check(
                            "run " + run,
                            Level.FAILURE,
                            "its workers have failed to go on %d times"
                                    .formatted(found.getPendingWorkflowTask().getAttempt()),
                            "they are of another version than the one that ran it before, or there is a bug",
                            "start a worker of that version: the run goes on by itself\ngodwit open "
                                    + run));
        }
        return checks;
    }

    private static Check held(String run, String what, String next) {
        return new Check(
                "run " + run,
                Level.WARNING,
                what,
                "somebody did so in the Temporal UI or by its command line; the run's own record does not know",
                next + "\ngodwit pause " + run + "    instead, which is answered and recorded");
    }

    private static String by(PendingActivityInfo activity) {
        String who = activity.getPauseInfo().getManual().getIdentity();
        return who.isEmpty() ? "" : " by " + who;
    }

    private String unpause(String what, String run) {
        return "temporal %s unpause --namespace %s --workflow-id %s"
                .formatted(what, link.endpoint().namespace(), run);
    }

    /** Servers that cannot pause workflows do not know the word. */
    private List<String> paused() {
        try {
            return open("Paused");
        } catch (WorkflowServiceException | io.grpc.StatusRuntimeException unknownWord) {
            return List.of();
        }
    }

    private List<String> open(String status) {
        return link.within(
                () -> {
                    try (Stream<WorkflowExecutionMetadata> found =
                            link.client().listExecutions(RUNS + "'" + status + "'")) {
                        return found.map(run -> run.getExecution().getWorkflowId())
                                .filter(run -> target == null || run.startsWith(target + "/"))
                                .toList();
                    }
                });
    }
}
