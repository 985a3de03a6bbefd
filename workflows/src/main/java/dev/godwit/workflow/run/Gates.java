package dev.godwit.workflow.run;

import dev.godwit.workflow.Phase;
import dev.godwit.workflow.activity.RunRef;
import dev.godwit.workflow.activity.gate.Gate;
import dev.godwit.workflow.activity.gate.GateAnswer;
import dev.godwit.workflow.call.Boundary;
import dev.godwit.workflow.call.Calls;
import dev.godwit.workflow.call.Summary;
import dev.godwit.workflow.call.Troubles;
import dev.godwit.workflow.desk.Desk;
import dev.godwit.workflow.desk.Minutes;
import dev.godwit.workflow.message.Finding;
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

    /** The key of the gate that stands before a rollback. */
    private static final String ROLLBACK = "ROLLBACK";

    private final Calls calls;
    private final Story story;
    private final Desk desk;
    private final Minutes minutes;
    private final Boundary boundary;
    private boolean noted;

    Gates(Calls calls, Story story, Desk desk, Minutes minutes, Boundary boundary) {
        this.calls = calls;
        this.story = story;
        this.desk = desk;
        this.minutes = minutes;
        this.boundary = boundary;
    }

    /** From now on the ledger has a line when a wait begins and when it ends. */
    void noted() {
        noted = true;
    }

    /**
     * ON when the way into the phase is free, else BOUNDARY.
     *
     * @throws io.temporal.failure.TemporalFailure when nobody opened the gate in time
     */
    Way before(Phase next, Position position) {
        Gate gate = find(position.prepared().gates(), next);
        if (gate == null || position.opened(next)) {
            return Way.ON;
        }
        if (!pass(gate, next, position.run(), true)) {
            return Way.BOUNDARY;
        }
        position.open(next);
        return Way.ON;
    }

    /**
     * Waits before anything is taken back, as long as it takes.
     *
     * @throws io.temporal.failure.TemporalFailure when nobody opened the gate in time
     */
    void beforeRollback(Gate gate, RunRef run) {
        pass(gate, Phase.ROLLING_BACK, run, false);
    }

    /** Waits until a person has looked why a gate could not be passed. */
    void failed(Finding finding) {
        desk.awaitResume(finding);
    }

    /** Keeps both shapes in sync for the time that the plan wants. */
    void hold(Position position) {
        Duration hold = position.prepared().hold();
        if (hold.isPositive() && !position.opened(Phase.HOLD)) {
            note(position.run(), "gate.waits", Phase.HOLD, "the hold of " + words(hold));
            sleep(hold, "the hold");
            note(position.run(), "gate.opened", Phase.HOLD, "the hold is over");
            position.open(Phase.HOLD);
        }
    }

    private boolean pass(Gate gate, Phase next, RunRef run, boolean bounded) {
        String name = name(gate, next);
        note(run, "gate.waits", next, words(gate, next));
        switch (gate.kind()) {
            case APPROVAL -> {
                if (!desk.awaitApproval(next, gate.timeout())) {
                    throw Troubles.late(name, story.run(), story.phase());
                }
                return true; // the desk has noted who opened it
            }
            case AFTER -> sleep(gate.after(), name);
            case SQL, CHECK -> {
                if (!poll(name, gate, next, run, bounded)) {
                    return false;
                }
            }
        }
        note(run, "gate.opened", next, words(gate, next));
        return true;
    }

    private boolean poll(String name, Gate gate, Phase next, RunRef run, boolean bounded) {
        Duration pause = FIRST_POLL;
        long began = Workflow.currentTimeMillis();
        while (true) {
            GateAnswer answer = calls.askGate(run, next);
            boundary.count();
            if (answer.open()) {
                story.goesOn();
                return true;
            }
            String said = answer.note().isEmpty() ? "" : " (" + answer.note() + ")";
            story.waiting(name + said, next == Phase.ROLLING_BACK ? List.of() : rollback());
            Duration timeout = gate.timeout();
            long waited = Workflow.currentTimeMillis() - began;
            if (timeout != null && waited >= timeout.toMillis()) {
                throw Troubles.late(name, story.run(), story.phase());
            }
            if (bounded && boundary.reached()) {
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

    private void note(RunRef run, String event, Phase next, String text) {
        if (noted) {
            minutes.once(run, event + " " + next.name(), event, text);
        }
    }

    private List<String> rollback() {
        return List.of("godwit rollback " + story.run());
    }

    private static String words(Gate gate, Phase next) {
        return "before "
                + next
                + switch (gate.kind()) {
                    case APPROVAL -> ": approval";
                    case AFTER -> ": " + words(gate.after());
                    case SQL -> ": SQL";
                    case CHECK -> ": check " + gate.check();
                };
    }

    private static String name(Gate gate, Phase next) {
        return switch (gate.kind()) {
            case APPROVAL -> "the approval before " + next;
            case AFTER -> "the time before " + next;
            case SQL -> "the SQL gate before " + next;
            case CHECK -> "the check " + gate.check() + " before " + next;
        };
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
            if (!phase.equals(ROLLBACK) && Phase.valueOf(phase) == next) {
                found = gate.getValue();
            }
        }
        return found;
    }
}
