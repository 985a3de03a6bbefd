package dev.godwit.cli.record.temporal;

import dev.godwit.cli.record.Line;
import dev.godwit.workflow.message.Reply;
import dev.godwit.workflow.message.ThrottleCommand;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.history.v1.WorkflowExecutionUpdateCompletedEventAttributes;
import io.temporal.api.update.v1.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What people asked of a running workflow, with its answer: also those that were refused. */
final class UpdateEvents {

    private final Payloads payloads;
    private final List<Line> lines;
    private final Map<Long, Integer> asked = new HashMap<>();

    UpdateEvents(Payloads payloads, List<Line> lines) {
        this.payloads = payloads;
        this.lines = lines;
    }

    /** Whether the event was about an update. */
    boolean take(HistoryEvent event, EventLine line) {
        switch (event.getEventType()) {
            case EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED -> {
                Request request =
                        event.getWorkflowExecutionUpdateAcceptedEventAttributes()
                                .getAcceptedRequest();
                asked.put(event.getEventId(), lines.size());
                lines.add(
                        line.line(
                                event.getEventTime(),
                                request.getMeta().getIdentity(),
                                "update." + request.getInput().getName(),
                                -1,
                                payloads.command(request.getInput().getArgs())
                                        .map(UpdateEvents::words)
                                        .orElse("")));
            }
            case EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_COMPLETED ->
                    answered(event.getWorkflowExecutionUpdateCompletedEventAttributes());
            default -> {
                return false;
            }
        }
        return true;
    }

    private void answered(WorkflowExecutionUpdateCompletedEventAttributes completed) {
        Integer index = asked.get(completed.getAcceptedEventId());
        if (index == null) {
            return; // asked in the execution before this one
        }
        Line line = lines.get(index);
        String answer =
                completed.getOutcome().hasFailure()
                        ? "failed: " + EventReader.message(completed.getOutcome().getFailure())
                        : payloads.reply(completed.getOutcome().getSuccess())
                                .map(UpdateEvents::words)
                                .orElse("answered");
        lines.set(index, line.noted(line.note().isEmpty() ? answer : answer + "; " + line.note()));
    }

    private static String words(Reply reply) {
        return (reply.accepted() ? "accepted: " : "refused: ") + reply.message();
    }

    private static String words(ThrottleCommand command) {
        List<String> words = new ArrayList<>();
        if (command.maxRowsPerSecond() != null) {
            words.add("max rows per second " + command.maxRowsPerSecond());
        }
        if (command.lanes() != null) {
            words.add("lanes " + command.lanes());
        }
        if (command.window() != null) {
            words.add("window " + (command.window().isEmpty() ? "always" : command.window()));
        }
        if (command.preset() != null) {
            words.add("preset " + (command.preset().isEmpty() ? "of the plan" : command.preset()));
        }
        if (command.reason() != null && !command.reason().isBlank()) {
            words.add("reason: " + command.reason());
        }
        return String.join(", ", words);
    }
}
