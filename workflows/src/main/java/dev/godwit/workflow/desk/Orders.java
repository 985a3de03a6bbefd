package dev.godwit.workflow.desk;

import dev.godwit.workflow.activity.control.Control;
import dev.godwit.workflow.message.Command;
import dev.godwit.workflow.message.Reply;
import dev.godwit.workflow.message.ThrottleCommand;
import dev.godwit.workflow.story.Story;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Takes orders about pause and pace, one at a time: each writes the whole of what running work
 * obeys, so two of them must not overtake each other on their way to the target.
 */
public final class Orders {

    private final Minutes minutes;
    private final Story story;
    private final Helm helm;
    private boolean busy;

    public Orders(Minutes minutes, Story story, Helm helm) {
        this.minutes = minutes;
        this.story = story;
        this.helm = helm;
    }

    /** Pauses the run. Nothing new begins from here on; running slices return within seconds. */
    Reply pause(Command command) {
        return inTurn(
                () -> {
                    if (helm.paused()) {
                        return no(story.run() + " is paused already, by " + helm.by());
                    }
                    Control before = helm.current();
                    String by = helm.by();
                    helm.turn(before.paused(true), who(command.actor(), command.reason()));
                    String trouble =
                            minutes.keep(
                                    "run.paused",
                                    command.actor(),
                                    command.reason(),
                                    "in phase " + story.phase(),
                                    helm.current());
                    if (trouble != null) {
                        helm.turn(before, by == null ? "" : by);
                        return unrecorded(trouble);
                    }
                    return yes(
                            story.run()
                                    + " is paused; a statement that is being executed ends first");
                });
    }

    /** Ends a pause. */
    Reply resume(Command command) {
        return inTurn(
                () -> {
                    if (!helm.paused()) {
                        return no(story.run() + " is not paused any more");
                    }
                    Control going = helm.current().paused(false);
                    String trouble =
                            minutes.keep(
                                    "run.resumed",
                                    command.actor(),
                                    command.reason(),
                                    "in phase " + story.phase(),
                                    going);
                    if (trouble != null) {
                        return unrecorded(trouble);
                    }
                    helm.turn(going, who(command.actor(), command.reason()));
                    return yes(story.run() + " goes on");
                });
    }

    /** Changes the pace. */
    Reply throttle(ThrottleCommand command) {
        String wrong = wrong(command);
        if (wrong != null) {
            return no(wrong);
        }
        return inTurn(
                () -> {
                    Control before = helm.current();
                    String by = helm.by();
                    Control wanted = wanted(before, command);
                    // First here, so that a slice that stops for it finds the new number of lanes.
                    helm.turn(wanted, who(command.actor(), command.reason()));
                    String trouble =
                            minutes.keep(
                                    "run.throttled",
                                    command.actor(),
                                    command.reason(),
                                    words(command),
                                    wanted);
                    if (trouble != null) {
                        helm.turn(before, by == null ? "" : by);
                        return unrecorded(trouble);
                    }
                    return yes(story.run() + ": " + words(command) + ", from the next batch on");
                });
    }

    private Reply inTurn(java.util.function.Supplier<Reply> order) {
        Workflow.await(() -> !busy);
        busy = true;
        try {
            return story.ended() ? no(story.run() + " has ended") : order.get();
        } finally {
            busy = false;
        }
    }

    private static Control wanted(Control before, ThrottleCommand command) {
        Long rows = command.maxRowsPerSecond();
        Integer lanes = command.lanes();
        String window = command.window();
        String preset = command.preset();
        return new Control(
                before.paused(),
                rows == null ? before.maxRowsPerSecond() : rows,
                lanes == null ? before.lanes() : lanes == 0 ? null : lanes,
                window == null ? before.window() : window,
                preset == null ? before.preset() : preset.isEmpty() ? null : preset);
    }

    private static @Nullable String wrong(ThrottleCommand command) {
        Long rows = command.maxRowsPerSecond();
        Integer lanes = command.lanes();
        if (rows == null && lanes == null && command.window() == null && command.preset() == null) {
            return "nothing is to be changed";
        }
        if (rows != null && rows < 0) {
            return "a number of rows per second cannot be " + rows;
        }
        return lanes != null && lanes < 0 ? "a number of lanes cannot be " + lanes : null;
    }

    private static String words(ThrottleCommand command) {
        List<String> words = new ArrayList<>();
        Long rows = command.maxRowsPerSecond();
        Integer lanes = command.lanes();
        String window = command.window();
        if (rows != null) {
            words.add(
                    rows == 0
                            ? "no limit of rows"
                            : String.format(Locale.ROOT, "at most %,d rows/s", rows));
        }
        if (lanes != null) {
            words.add(lanes == 0 ? "all lanes" : "at most " + lanes + " lanes");
        }
        if (window != null) {
            words.add(window.isEmpty() ? "at any hour" : "in " + window);
        }
        String preset = command.preset();
        if (preset != null) {
            words.add(preset.isEmpty() ? "the plan's preset" : "preset " + preset);
        }
        return String.join(", ", words);
    }

    private static String who(String actor, String reason) {
        return reason.isBlank() ? actor : actor + ": " + reason;
    }

    private static Reply unrecorded(String trouble) {
        return no("could not be recorded, so nothing was done: " + trouble);
    }

    private static Reply yes(String message) {
        return new Reply(true, message);
    }

    private static Reply no(String message) {
        return new Reply(false, message);
    }
}
