package dev.godwit.workflow.run;

import dev.godwit.workflow.Phase;
import dev.godwit.workflow.activity.Note;
import dev.godwit.workflow.call.Calls;
import dev.godwit.workflow.message.Command;
import dev.godwit.workflow.message.Finding;
import dev.godwit.workflow.message.Reply;
import dev.godwit.workflow.story.Story;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.UpdateInfo;
import io.temporal.workflow.Workflow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where people's commands arrive and the run waits for them. A refusal is an answer, not an error,
 * so it stays in the history; what is accepted is in the target's ledger as well, with actor and
 * reason, before it has an effect. Only abort acts first.
 */
final class Desk {

    private final Calls calls;
    private final Story story;
    private final Position position;
    private @Nullable Phase gate;
    private boolean stuck;
    private boolean answered;
    private boolean go;
    private @Nullable Command abort;
    private @Nullable CancellationScope running;

    Desk(Calls calls, Story story, Position position) {
        this.calls = calls;
        this.story = story;
        this.position = position;
    }

    /** What an abort stops. */
    void running(CancellationScope scope) {
        running = scope;
    }

    /** The abort that was asked for, if any. */
    @Nullable Command abort() {
        return abort;
    }

    /** Returns when a person has approved. */
    void awaitApproval(Phase before) {
        story.waiting(
                "an approval before " + before,
                List.of("godwit approve " + story.run(), "godwit rollback " + story.run()));
        gate = before;
        try {
            awaitAnswer();
        } finally {
            gate = null; // a cancellation ends the wait, too
        }
    }

    /** Returns when a person wants to try again what failed. */
    void awaitResume(Finding finding) {
        story.problem(finding);
        story.waiting(
                "a person: " + finding.what(),
                List.of("godwit resume " + story.run(), "godwit rollback " + story.run()));
        stuck = true;
        try {
            awaitAnswer();
        } finally {
            stuck = false;
        }
    }

    Reply approve(Command command) {
        Phase before = gate;
        if (before == null) {
            return refused("%s waits at no approval gate: it %s");
        }
        return answer(
                "gate.approved",
                command,
                "before " + before,
                "the gate before " + before + " is open");
    }

    Reply resume(Command command) {
        if (!stuck) {
            return refused("%s does not wait at a failure: it %s");
        }
        return answer(
                "run.resumed", command, "phase " + story.phase(), "what failed is tried again");
    }

    Reply abort(Command command) {
        if (story.ended()) {
            return new Reply(
                    false,
                    story.run() + " has ended; godwit rollback " + story.run() + " takes it back");
        }
        if (abort != null || story.phase() == Phase.ROLLING_BACK) {
            return new Reply(false, story.run() + " is being taken back already");
        }
        abort = command;
        if (running != null) {
            running.cancel("aborted by " + command.actor());
        }
        // Not recorded is no reason to go on: the rollback writes actor and reason as well.
        record("run.aborted", command, "phase " + story.phase());
        return new Reply(true, story.run() + " stops, and everything is taken back");
    }

    private void awaitAnswer() {
        answered = false;
        go = false;
        Workflow.await(() -> go);
        story.goesOn();
    }

    private Reply answer(String event, Command command, String what, String done) {
        if (abort != null) {
            return new Reply(false, story.run() + " is being taken back");
        }
        if (answered) {
            return new Reply(false, story.run() + " has its answer already: it goes on");
        }
        answered = true;
        String trouble = record(event, command, what);
        if (trouble != null) {
            answered = false;
            return new Reply(false, "could not be recorded, so nothing was done: " + trouble);
        }
        go = true;
        return new Reply(true, done);
    }

    private Reply refused(String format) {
        return new Reply(false, String.format(format, story.run(), story.situation()));
    }

    /**
     * @return why it could not be recorded, null when it was
     */
    private @Nullable String record(String event, Command command, String what) {
        if (!position.begun()) {
            return null; // no run in the target yet; the history of this workflow has it
        }
        String id = Workflow.getCurrentUpdateInfo().map(UpdateInfo::getUpdateId).orElse(event);
        String text = command.reason().isBlank() ? what : what + ": " + command.reason();
        Note note =
                new Note(
                        position.run(),
                        "update-" + id,
                        command.actor(),
                        story.phase().toString(),
                        event,
                        text);
        try {
            Workflow.newDetachedCancellationScope(() -> calls.note(note)).run();
            return null;
        } catch (TemporalFailure failure) {
            return Troubles.finding(failure, story.run(), story.phase()).what();
        }
    }
}
