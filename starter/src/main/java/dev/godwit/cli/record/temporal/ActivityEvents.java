package dev.godwit.cli.record.temporal;

import dev.godwit.cli.record.Line;
import io.temporal.api.failure.v1.Failure;
import io.temporal.api.history.v1.ActivityTaskScheduledEventAttributes;
import io.temporal.api.history.v1.ActivityTaskStartedEventAttributes;
import io.temporal.api.history.v1.HistoryEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Activities that did not go as planned: retried, failed, timed out, cancelled. */
final class ActivityEvents {

    private final Payloads payloads;
    private final List<Line> lines;
    private final Map<Long, String> names = new HashMap<>();

    ActivityEvents(Payloads payloads, List<Line> lines) {
        this.payloads = payloads;
        this.lines = lines;
    }

    /** Whether the event was about an activity. */
    boolean take(HistoryEvent event, EventLine line) {
        switch (event.getEventType()) {
            case EVENT_TYPE_ACTIVITY_TASK_SCHEDULED -> {
                ActivityTaskScheduledEventAttributes scheduled =
                        event.getActivityTaskScheduledEventAttributes();
                String summary = payloads.summary(event.getUserMetadata());
                names.put(
                        event.getEventId(),
                        summary.isEmpty() ? scheduled.getActivityType().getName() : summary);
            }
            case EVENT_TYPE_ACTIVITY_TASK_STARTED ->
                    started(event, event.getActivityTaskStartedEventAttributes(), line);
            case EVENT_TYPE_ACTIVITY_TASK_FAILED ->
                    ended(
                            event,
                            line,
                            "activity.failed",
                            event.getActivityTaskFailedEventAttributes().getScheduledEventId(),
                            event.getActivityTaskFailedEventAttributes().getFailure());
            case EVENT_TYPE_ACTIVITY_TASK_TIMED_OUT ->
                    ended(
                            event,
                            line,
                            "activity.timed-out",
                            event.getActivityTaskTimedOutEventAttributes().getScheduledEventId(),
                            event.getActivityTaskTimedOutEventAttributes().getFailure());
            case EVENT_TYPE_ACTIVITY_TASK_CANCELED ->
                    ended(
                            event,
                            line,
                            "activity.cancelled",
                            event.getActivityTaskCanceledEventAttributes().getScheduledEventId(),
                            Failure.getDefaultInstance());
            default -> {
                return false;
            }
        }
        return true;
    }

    private void started(
            HistoryEvent event, ActivityTaskStartedEventAttributes started, EventLine line) {
        if (started.getAttempt() > 1) {
            String failure = EventReader.message(started.getLastFailure());
            lines.add(
                    line.line(
                            event.getEventTime(),
                            started.getIdentity(),
                            "activity.retried",
                            -1,
                            "attempt %d of %s%s"
                                    .formatted(
                                            started.getAttempt(),
                                            name(started.getScheduledEventId()),
                                            failure.isEmpty() ? "" : ": " + failure)));
        }
    }

    private void ended(
            HistoryEvent event, EventLine line, String what, long scheduled, Failure failure) {
        String message = EventReader.message(failure);
        lines.add(
                line.line(
                        event.getEventTime(),
                        "",
                        what,
                        -1,
                        message.isEmpty() ? name(scheduled) : name(scheduled) + ": " + message));
    }

    private String name(long scheduled) {
        return names.getOrDefault(scheduled, "activity " + scheduled);
    }
}
