package dev.godwit.workflow.desk;

import dev.godwit.workflow.activity.Note;
import dev.godwit.workflow.activity.RunRef;
import dev.godwit.workflow.activity.control.Control;
import dev.godwit.workflow.activity.control.ControlInput;
import dev.godwit.workflow.call.Calls;
import dev.godwit.workflow.call.Troubles;
import dev.godwit.workflow.story.Story;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.UpdateInfo;
import io.temporal.workflow.Workflow;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Writes what people decide into the target's ledger, whatever is being cancelled meanwhile. */
public final class Minutes {

    private final Calls calls;
    private final Story story;
    private final Supplier<@Nullable RunRef> run;

    /**
     * @param run the run in the target; null as long as there is none: then the workflow's own
     *     history has to do
     */
    public Minutes(Calls calls, Story story, Supplier<@Nullable RunRef> run) {
        this.calls = calls;
        this.story = story;
        this.run = run;
    }

    /** A decision. @return why it could not be recorded, null when it was */
    @Nullable String keep(String event, String actor, String reason, String what) {
        RunRef ref = run.get();
        return ref == null ? null : tried(() -> calls.note(note(ref, event, actor, reason, what)));
    }

    /** A decision that running work obeys. @return as {@link #keep} */
    @Nullable String keep(String event, String actor, String reason, String what, Control control) {
        RunRef ref = run.get();
        return ref == null
                ? null
                : tried(
                        () ->
                                calls.control(
                                        new ControlInput(
                                                note(ref, event, actor, reason, what), control)));
    }

    /** What people said before there was a run to write it to. */
    public void soFar(Helm helm) {
        String event = helm.paused() ? "run.paused" : "run.throttled";
        keep(event, Note.GODWIT, "", "as told before the run began: " + helm.by(), helm.current());
    }

    /** Something that happens once in a run. */
    public void once(RunRef ref, String id, String event, String text) {
        calls.note(new Note(ref, id, Note.GODWIT, story.phase().toString(), event, text));
    }

    private Note note(RunRef ref, String event, String actor, String reason, String what) {
        String id = Workflow.getCurrentUpdateInfo().map(UpdateInfo::getUpdateId).orElse(event);
        return new Note(
                ref,
                "update-" + id,
                actor,
                story.phase().toString(),
                event,
                reason.isBlank() ? what : what + ": " + reason);
    }

    private @Nullable String tried(Runnable call) {
        try {
            Workflow.newDetachedCancellationScope(call::run).run();
            return null;
        } catch (TemporalFailure failure) {
            return Troubles.finding(failure, story.run(), story.phase()).what();
        }
    }
}
