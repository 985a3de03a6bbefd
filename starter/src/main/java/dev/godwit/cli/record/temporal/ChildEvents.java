package dev.godwit.cli.record.temporal;

import dev.godwit.cli.record.Line;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.common.v1.WorkflowType;
import io.temporal.api.history.v1.HistoryEvent;
import java.util.List;

/** The workflows that an execution has started: when each began and how it ended. News is not. */
final class ChildEvents {

    private static final String NEWS = "NoticeWorkflow";
    private final List<Line> lines;

    ChildEvents(List<Line> lines) {
        this.lines = lines;
    }

    /**
     * @return whether the event was one of these
     */
    boolean take(HistoryEvent event, EventLine line) {
        return switch (event.getEventType()) {
            case EVENT_TYPE_CHILD_WORKFLOW_EXECUTION_STARTED -> {
                var begun = event.getChildWorkflowExecutionStartedEventAttributes();
                yield add(
                        event,
                        line,
                        "part.started",
                        begun.getWorkflowType(),
                        begun.getWorkflowExecution());
            }
            case EVENT_TYPE_CHILD_WORKFLOW_EXECUTION_COMPLETED -> {
                var ended = event.getChildWorkflowExecutionCompletedEventAttributes();
                yield add(
                        event,
                        line,
                        "part.completed",
                        ended.getWorkflowType(),
                        ended.getWorkflowExecution());
            }
            case EVENT_TYPE_CHILD_WORKFLOW_EXECUTION_FAILED -> {
                var ended = event.getChildWorkflowExecutionFailedEventAttributes();
                yield add(
                        event,
                        line,
                        "part.failed",
                        ended.getWorkflowType(),
                        ended.getWorkflowExecution());
            }
            case EVENT_TYPE_CHILD_WORKFLOW_EXECUTION_CANCELED -> {
                var ended = event.getChildWorkflowExecutionCanceledEventAttributes();
                yield add(
                        event,
                        line,
                        "part.cancelled",
                        ended.getWorkflowType(),
                        ended.getWorkflowExecution());
            }
            case EVENT_TYPE_CHILD_WORKFLOW_EXECUTION_TERMINATED -> {
                var ended = event.getChildWorkflowExecutionTerminatedEventAttributes();
                yield add(
                        event,
                        line,
                        "part.terminated",
                        ended.getWorkflowType(),
                        ended.getWorkflowExecution());
            }
            case EVENT_TYPE_START_CHILD_WORKFLOW_EXECUTION_FAILED -> {
                var refused = event.getStartChildWorkflowExecutionFailedEventAttributes();
                yield add(
                        event,
                        line,
                        "part.refused",
                        refused.getWorkflowType(),
                        WorkflowExecution.newBuilder()
                                .setWorkflowId(refused.getWorkflowId())
                                .build());
            }
            default -> false;
        };
    }

    private boolean add(
            HistoryEvent event,
            EventLine line,
            String what,
            WorkflowType type,
            WorkflowExecution execution) {
        if (!type.getName().equals(NEWS)) {
            lines.add(
                    line.line(
                            event.getEventTime(),
                            "",
                            what,
                            -1,
                            type.getName() + " " + execution.getWorkflowId()));
        }
        return true;
    }
}
