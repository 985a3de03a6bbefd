package dev.godwit.cli.record.temporal;

import dev.godwit.cli.record.Line;
import dev.godwit.workflow.Attributes;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.enums.v1.TimeoutType;
import io.temporal.api.enums.v1.WorkflowTaskFailedCause;
import io.temporal.api.failure.v1.Failure;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.history.v1.WorkflowExecutionStartedEventAttributes;
import io.temporal.api.history.v1.WorkflowTaskFailedEventAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One execution's history as lines: who started and ended it, what people asked and were answered,
 * what was retried, cancelled or waited for. What went as planned is in the target's ledger, and
 * left out here.
 */
final class EventReader {

    private final String execution;
    private final Payloads payloads;
    private final List<Line> lines = new ArrayList<>();
    private final ActivityEvents activities;
    private final UpdateEvents updates;
    private final TimerEvents timers;
    private final ChildEvents children;
    private String phase = "";

    EventReader(String execution, Payloads payloads) {
        this.execution = execution;
        this.payloads = payloads;
        this.activities = new ActivityEvents(payloads, lines);
        this.updates = new UpdateEvents(payloads, lines);
        this.timers = new TimerEvents(payloads, lines);
        this.children = new ChildEvents(lines);
    }

    /** In the order of events. */
    List<Line> read(List<HistoryEvent> events) {
        for (HistoryEvent event : events) {
            EventLine line = new EventLine(execution, Long.toString(event.getEventId()), phase);
            if (!activities.take(event, line)
                    && !updates.take(event, line)
                    && !timers.take(event, line)
                    && !children.take(event, line)) {
                workflow(event, line);
            }
        }
        return List.copyOf(lines);
    }

    private void workflow(HistoryEvent event, EventLine line) {
        switch (event.getEventType()) {
            case EVENT_TYPE_WORKFLOW_EXECUTION_STARTED ->
                    started(event, event.getWorkflowExecutionStartedEventAttributes(), line);
            case EVENT_TYPE_UPSERT_WORKFLOW_SEARCH_ATTRIBUTES -> {
                Payload changed =
                        event.getUpsertWorkflowSearchAttributesEventAttributes()
                                .getSearchAttributes()
                                .getIndexedFieldsMap()
                                .get(Attributes.PHASE.getName());
                phase = changed == null ? phase : payloads.word(changed);
            }
            case EVENT_TYPE_WORKFLOW_TASK_FAILED -> {
                WorkflowTaskFailedEventAttributes task =
                        event.getWorkflowTaskFailedEventAttributes();
                add(event, line, task.getIdentity(), taskEvent(task), words(task));
            }
            case EVENT_TYPE_WORKFLOW_TASK_TIMED_OUT -> {
                // The other time-outs only mean that another worker takes over.
                if (event.getWorkflowTaskTimedOutEventAttributes().getTimeoutType()
                        == TimeoutType.TIMEOUT_TYPE_START_TO_CLOSE) {
                    add(event, line, "", "task.timed-out", "the worker did not answer in time");
                }
            }
            case EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED ->
                    add(
                            event,
                            line,
                            event.getWorkflowExecutionSignaledEventAttributes().getIdentity(),
                            "workflow.signaled",
                            event.getWorkflowExecutionSignaledEventAttributes().getSignalName());
            case EVENT_TYPE_WORKFLOW_EXECUTION_CANCEL_REQUESTED ->
                    add(
                            event,
                            line,
                            event.getWorkflowExecutionCancelRequestedEventAttributes()
                                    .getIdentity(),
                            "workflow.cancel-asked",
                            event.getWorkflowExecutionCancelRequestedEventAttributes().getCause());
            default -> closed(event, line);
        }
    }

    private void closed(HistoryEvent event, EventLine line) {
        switch (event.getEventType()) {
            case EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED ->
                    add(event, line, "", "workflow.completed", "");
            case EVENT_TYPE_WORKFLOW_EXECUTION_CANCELED ->
                    add(event, line, "", "workflow.cancelled", "");
            case EVENT_TYPE_WORKFLOW_EXECUTION_FAILED ->
                    add(
                            event,
                            line,
                            "",
                            "workflow.failed",
                            message(
                                    event.getWorkflowExecutionFailedEventAttributes()
                                            .getFailure()));
            case EVENT_TYPE_WORKFLOW_EXECUTION_TIMED_OUT ->
                    add(event, line, "", "workflow.timed-out", "");
            case EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW ->
                    add(event, line, "", "workflow.continued", "as a new execution");
            case EVENT_TYPE_WORKFLOW_EXECUTION_TERMINATED ->
                    add(
                            event,
                            line,
                            event.getWorkflowExecutionTerminatedEventAttributes().getIdentity(),
                            "workflow.terminated",
                            event.getWorkflowExecutionTerminatedEventAttributes().getReason());
            default -> {}
        }
    }

    private void started(
            HistoryEvent event, WorkflowExecutionStartedEventAttributes begin, EventLine line) {
        Payload carried =
                begin.getSearchAttributes().getIndexedFieldsMap().get(Attributes.PHASE.getName());
        phase = carried == null ? "" : payloads.word(carried);
        if (begin.getContinuedExecutionRunId().isEmpty()) {
            add(
                    event,
                    line,
                    begin.getIdentity(),
                    "workflow.started",
                    begin.getWorkflowType().getName() + " " + execution);
        }
    }

    private static String taskEvent(WorkflowTaskFailedEventAttributes task) {
        return task.getCause() == WorkflowTaskFailedCause.WORKFLOW_TASK_FAILED_CAUSE_RESET_WORKFLOW
                ? "workflow.reset"
                : "task.failed";
    }

    private static String words(WorkflowTaskFailedEventAttributes task) {
        String cause =
                task.getCause()
                        .name()
                        .replace("WORKFLOW_TASK_FAILED_CAUSE_", "")
                        .toLowerCase(Locale.ROOT)
                        .replace('_', ' ');
        String message = message(task.getFailure());
        return message.isEmpty() ? cause : cause + ": " + message;
    }

    private void add(HistoryEvent event, EventLine line, String who, String what, String note) {
        lines.add(line.line(event.getEventTime(), who, what, -1, note));
    }

    /** The message nearest to the cause. */
    static String message(Failure failure) {
        Failure deepest = failure;
        while (deepest.hasCause()) {
            deepest = deepest.getCause();
        }
        return deepest.getMessage().isEmpty() ? failure.getMessage() : deepest.getMessage();
    }
}
