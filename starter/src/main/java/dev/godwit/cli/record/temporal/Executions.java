package dev.godwit.cli.record.temporal;

import dev.godwit.cli.client.TemporalLink;
import dev.godwit.cli.record.Line;
import dev.godwit.cli.run.RunHandle;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.history.v1.WorkflowExecutionStartedEventAttributes;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowExecutionDescription;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What Temporal still has of a run: every execution under its id, so a chain of continued ones, a
 * later rollback and a recovery as well. Needs no worker.
 */
public final class Executions {

    private final TemporalLink link;
    private final RunHandle run;

    public Executions(TemporalLink link, RunHandle run) {
        this.link = link;
        this.run = run;
    }

    /** In no order; empty when Temporal knows nothing of the run. */
    public List<Line> lines() {
        Deque<String> open = new ArrayDeque<>();
        List<Line> lines = new ArrayList<>();
        Payloads payloads = new Payloads(link.client().getOptions().getDataConverter());
        run.describe()
                .ifPresent(
                        newest -> {
                            open.add(newest.getExecution().getRunId());
                            lines.addAll(pending(newest));
                        });
        // Visibility lags behind and may be filtered by a role; the chain of executions does not.
        String query = "WorkflowId = '%s'".formatted(run.name().replace("'", "\\'"));
        link.within(() -> link.client().listExecutions(query).toList())
                .forEach(execution -> open.add(execution.getExecution().getRunId()));
        Set<String> seen = new HashSet<>();
        while (!open.isEmpty()) {
            String execution = open.remove();
            if (!execution.isEmpty() && seen.add(execution)) {
                List<HistoryEvent> events = events(execution);
                lines.addAll(new EventReader(execution, payloads).read(events));
                before(events).forEach(open::add);
            }
        }
        return lines;
    }

    private List<HistoryEvent> events(String execution) {
        try {
            return link.client().fetchHistory(run.name(), execution).getEvents();
        } catch (StatusRuntimeException failure) {
            if (failure.getStatus().getCode() == Status.Code.NOT_FOUND) {
                return List.of(); // forgotten since it was listed
            }
            throw link.unreachable(failure);
        } catch (WorkflowException forgotten) {
            return List.of();
        }
    }

    private static List<String> before(List<HistoryEvent> events) {
        return events.stream()
                .filter(HistoryEvent::hasWorkflowExecutionStartedEventAttributes)
                .map(HistoryEvent::getWorkflowExecutionStartedEventAttributes)
                .map(WorkflowExecutionStartedEventAttributes::getContinuedExecutionRunId)
                .toList();
    }

    /** An attempt that has not ended has no event yet, however often it was retried. */
    private List<Line> pending(WorkflowExecutionDescription newest) {
        WorkflowExecution execution = newest.getExecution();
        return newest.getRawDescription().getPendingActivitiesList().stream()
                .filter(activity -> activity.getAttempt() > 1)
                .map(
                        activity ->
                                new EventLine(execution.getRunId(), "pending")
                                        .line(
                                                activity.hasLastStartedTime()
                                                        ? activity.getLastStartedTime()
                                                        : activity.getScheduledTime(),
                                                activity.getLastWorkerIdentity(),
                                                "activity.retried",
                                                -1,
                                                "attempt %d of %s is under way: %s"
                                                        .formatted(
                                                                activity.getAttempt(),
                                                                activity.getActivityType()
                                                                        .getName(),
                                                                activity.getLastFailure()
                                                                        .getMessage())))
                .toList();
    }
}
