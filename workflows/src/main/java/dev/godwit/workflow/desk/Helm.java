package dev.godwit.workflow.desk;

import dev.godwit.workflow.activity.control.Control;
import dev.godwit.workflow.call.Summary;
import dev.godwit.workflow.message.MigrationState;
import dev.godwit.workflow.story.Story;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Pause and pace of a run. What running work obeys is in the target as well; here is what keeps new
 * work from beginning.
 */
public final class Helm {

    private final Story story;
    private Control control = Control.AS_PLANNED;
    private String by = "";
    private long turns;
    private int working;

    /** Of the run that the story tells. */
    public Helm(Story story) {
        this.story = story;
    }

    /** Goes on under what people said before. */
    public void restore(MigrationState state) {
        Control told = state.control();
        if (told != null) {
            String who = state.controlled();
            turn(told, who == null ? "a person" : who);
        }
    }

    /** Whatever people said, null when nobody did. */
    public @Nullable Control control() {
        return control.equals(Control.AS_PLANNED) ? null : control;
    }

    /** What holds now. */
    public Control current() {
        return control;
    }

    /** Who said so, and why; null when nobody did. */
    public @Nullable String by() {
        return by.isEmpty() ? null : by;
    }

    /** Whether nothing new may begin. */
    public boolean paused() {
        return control.paused();
    }

    /** From now on this holds. @param who who wants it, and why */
    public void turn(Control wanted, String who) {
        control = wanted;
        by = who;
        turns++;
        story.steered(control.paused() ? by : null, pace());
    }

    /** Returns when the run is not paused. */
    public void awaitClear() {
        if (paused()) {
            Workflow.await(() -> !paused());
        }
    }

    /** Returns when one more lane may work; {@link #left} must follow. */
    public void join() {
        if (!free()) {
            Workflow.await(this::free);
        }
        working++;
    }

    /** A lane has stopped working. */
    public void left() {
        working--;
    }

    /** Returns at that time, or when people say something else about the pace. */
    public void awaitWindow(Instant opens) {
        story.waiting(
                "its window, which opens at " + opens,
                List.of(
                        "godwit throttle " + story.run() + " --window always",
                        "godwit rollback " + story.run()));
        long seen = turns;
        Duration left = Duration.between(Instant.ofEpochMilli(Workflow.currentTimeMillis()), opens);
        if (left.isPositive()) {
            await(left, "the window opens at " + opens, seen);
        }
        story.goesOn();
    }

    private void await(Duration time, String summary, long seen) {
        List<Promise<Void>> timers = new ArrayList<>();
        CancellationScope scope =
                Workflow.newCancellationScope(
                        () ->
                                timers.add(
                                        Workflow.newTimer(
                                                time,
                                                TimerOptions.newBuilder()
                                                        .setSummary(Summary.of(summary))
                                                        .build())));
        scope.run();
        Promise<Void> timer = timers.getFirst();
        Workflow.await(() -> timer.isCompleted() || turns != seen);
        scope.cancel();
    }

    private boolean free() {
        Integer lanes = control.lanes();
        return !paused() && (lanes == null || working < lanes);
    }

    private @Nullable String pace() {
        List<String> words = new ArrayList<>();
        Long rows = control.maxRowsPerSecond();
        if (rows != null) {
            words.add(
                    rows == 0
                            ? "no limit of rows"
                            : String.format(Locale.ROOT, "at most %,d rows/s", rows));
        }
        Integer lanes = control.lanes();
        if (lanes != null) {
            words.add(lanes == 1 ? "one lane at a time" : lanes + " lanes at a time");
        }
        String window = control.window();
        if (window != null) {
            words.add(window.isEmpty() ? "at any hour" : "in " + window);
        }
        String preset = control.preset();
        if (preset != null) {
            words.add("preset " + preset);
        }
        return words.isEmpty() ? null : String.join(", ", words) + ", as told by " + by;
    }
}
