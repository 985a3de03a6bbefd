package dev.godwit.cli.record.temporal;

import dev.godwit.cli.record.Line;
import io.temporal.api.history.v1.HistoryEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a workflow waited for. Timers of the same words that follow each other are one line. */
final class TimerEvents {

    private static final String EVENT = "timer.waited";

    private final Payloads payloads;
    private final List<Line> lines;
    private final Map<Long, Timer> timers = new HashMap<>();
    private Timer last = new Timer("", -1, 0);

    /** A timer. @param index of its line @param times how many of the same it is by now */
    private record Timer(String words, int index, int times) {}

    TimerEvents(Payloads payloads, List<Line> lines) {
        this.payloads = payloads;
        this.lines = lines;
    }

    /** Whether the event was about a timer. */
    boolean take(HistoryEvent event, EventLine line) {
        switch (event.getEventType()) {
            case EVENT_TYPE_TIMER_STARTED -> started(event, line);
            case EVENT_TYPE_TIMER_FIRED ->
                    ended(event, event.getTimerFiredEventAttributes().getStartedEventId(), "");
            case EVENT_TYPE_TIMER_CANCELED ->
                    ended(
                            event,
                            event.getTimerCanceledEventAttributes().getStartedEventId(),
                            ", cancelled");
            default -> {
                return false;
            }
        }
        return true;
    }

    private void started(HistoryEvent event, EventLine line) {
        String words = payloads.summary(event.getUserMetadata());
        boolean again = words.equals(last.words()) && last.index() == lines.size() - 1;
        if (!again) {
            lines.add(line.line(event.getEventTime(), "", EVENT, -1, words));
        }
        last = new Timer(words, lines.size() - 1, again ? last.times() + 1 : 1);
        timers.put(event.getEventId(), last);
    }

    private void ended(HistoryEvent event, long started, String how) {
        Timer timer = timers.remove(started);
        if (timer == null) {
            return;
        }
        Line line = lines.get(timer.index());
        Duration waited =
                Duration.between(Instant.parse(line.at()), EventLine.instant(event.getEventTime()));
        String often = timer.times() > 1 ? ", " + timer.times() + " times" : "";
        lines.set(
                timer.index(),
                line.lasting(waited.toNanos() / 1e6).noted(timer.words() + often + how));
    }
}
