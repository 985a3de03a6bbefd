package dev.godwit.workflow.run;

import dev.godwit.workflow.Phase;
import dev.godwit.workflow.activity.gate.Gate;
import dev.godwit.workflow.activity.gate.GateAnswer;
import dev.godwit.workflow.call.Boundary;
import dev.godwit.workflow.call.Calls;
import dev.godwit.workflow.call.Summary;
import dev.godwit.workflow.story.Story;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The waits of a plan. Each is waited for once, even when verify sends the run back. */
final class Gates {

    static final Duration FIRST_POLL = Duration.ofSeconds(15);
    static final Duration LAST_POLL = Duration.ofMinutes(1);

    private final Calls calls;
    private final Story story;
    private final Desk desk;
    private final Boundary boundary;

    Gates(Calls calls, Story story, Desk desk, Boundary boundary) {
        this.calls = calls;
        this.story = story;
        this.desk = desk;
        this.boundary = boundary;
    }

    /** ON when the way into the phase is free, else BOUNDARY. */
    Way before(Phase next, Position position) {
        Gate gate = find(position.prepared().gates(), next);
        if (gate == null || position.opened(next)) {
            return Way.ON;
        }
        switch (gate.kind()) {
            case APPROVAL -> desk.awaitApproval(next);
            case AFTER -> sleep(gate.after(), "the time before " + next);
            case SQL -> {
                if (!poll(next, position)) {
                    return Way.BOUNDARY;
                }
            }
        }
        position.open(next);
        return Way.ON;
    }

    /** Keeps both shapes in sync for the time that the plan wants. */
    void hold(Position position) {
        Duration hold = position.prepared().hold();
        if (hold.isPositive() && !position.opened(Phase.HOLD)) {
            sleep(hold, "the hold");
            position.open(Phase.HOLD);
        }
    }

    private boolean poll(Phase next, Position position) {
        Duration pause = FIRST_POLL;
        while (true) {
            GateAnswer answer = calls.askGate(position.run(), next);
            boundary.count();
            if (answer.open()) {
                story.goesOn();
                return true;
            }
            String said = answer.note().isEmpty() ? "" : " (" + answer.note() + ")";
            story.waiting("the SQL gate before " + next + said, rollback());
            if (boundary.reached()) {
                return false;
            }
            Workflow.newTimer(pause, summary("ask the gate before " + next + " again")).get();
            pause =
                    pause.multipliedBy(2).compareTo(LAST_POLL) < 0
                            ? pause.multipliedBy(2)
                            : LAST_POLL;
        }
    }

    private void sleep(Duration time, String what) {
        Instant end = Instant.ofEpochMilli(Workflow.currentTimeMillis()).plus(time);
        String words = what + " of " + words(time) + ", which ends at " + end;
        story.waiting(words, rollback());
        Workflow.newTimer(time, summary(words)).get();
        story.goesOn();
    }

    private List<String> rollback() {
        return List.of("godwit rollback " + story.run());
    }

    private static TimerOptions summary(String text) {
        return TimerOptions.newBuilder().setSummary(Summary.of(text)).build();
    }

    private static String words(Duration time) {
        return time.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
    }

    /**
     * Reads {@code before_contract} for CONTRACT, too. A key that is no phase is an error: a gate
     * that nobody waits at would let the run through.
     */
    private static @Nullable Gate find(Map<String, Gate> gates, Phase next) {
        Gate found = null;
        for (Map.Entry<String, Gate> gate : gates.entrySet()) {
            String name = gate.getKey().toUpperCase(Locale.ROOT);
            String phase = name.startsWith("BEFORE_") ? name.substring("BEFORE_".length()) : name;
            if (Phase.valueOf(phase) == next) {
                found = gate.getValue();
            }
        }
        return found;
    }
}
