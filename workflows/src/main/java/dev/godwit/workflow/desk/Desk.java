package dev.godwit.workflow.desk;

import dev.godwit.workflow.Phase;
import dev.godwit.workflow.activity.Prepared;
import dev.godwit.workflow.message.Command;
import dev.godwit.workflow.message.Decided;
import dev.godwit.workflow.message.Finding;
import dev.godwit.workflow.message.Reply;
import dev.godwit.workflow.message.ThrottleCommand;
import dev.godwit.workflow.story.Story;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where people's commands arrive and the run waits for them. A refusal is an answer, not an error,
 * so it stays in the history; what is accepted is in the target's ledger as well, with actor and
 * reason, before it has an effect. Only abort and pause act first.
 */
public final class Desk {

    private final Minutes minutes;
    private final Story story;
    private final Helm helm;
    private final Orders orders;
    private final Supplier<@Nullable Prepared> prepared;
    private @Nullable Phase gate;
    private boolean stuck;
    private boolean answered;
    private boolean go;
    private @Nullable Command abort;
    private @Nullable CancellationScope running;

    /**
     * @param prepared what preflight said; null before it has
     */
    public Desk(Minutes minutes, Story story, Helm helm, Supplier<@Nullable Prepared> prepared) {
        this.minutes = minutes;
        this.story = story;
        this.helm = helm;
        this.orders = new Orders(minutes, story, helm);
        this.prepared = prepared;
    }

    /** What an abort stops. */
    public void running(CancellationScope scope) {
        running = scope;
    }

    /** The abort that was asked for, if any. */
    public @Nullable Command abort() {
        return abort;
    }

    /** Waits until a person has approved. @return false when the time was over before */
    public boolean awaitApproval(Phase before, @Nullable Duration timeout) {
        story.waiting(
                "an approval before " + before,
                before == Phase.ROLLING_BACK
                        ? List.of("godwit approve " + story.run())
                        : List.of(
                                "godwit approve " + story.run(), "godwit rollback " + story.run()));
        gate = before;
        try {
            return awaitAnswer(timeout);
        } finally {
            gate = null; // a cancellation ends the wait, too
        }
    }

    /**
     * Waits before backfill until the release that the run is part of, or a person, lets it go on.
     */
    public void awaitRelease(String release) {
        story.waiting(
                "the upgrade of release " + release,
                List.of("godwit status " + release, "godwit rollback " + release));
        gate = Phase.BACKFILL;
        try {
            awaitAnswer(null);
        } finally {
            gate = null;
        }
    }

    /** What the release has decided. It was started by a person, so no second one is asked for. */
    public void decided(Decided decided) {
        if (!decided.go()) {
            abort(decided.command());
        } else if (gate == Phase.BACKFILL) {
            answer(
                    "gate.approved",
                    decided.command(),
                    "before backfill, by its release",
                    "the release goes on");
        }
    }

    /** Returns when a person wants to try again what failed. */
    public void awaitResume(Finding finding) {
        story.problem(finding);
        story.waiting(
                "a person: " + finding.what(),
                List.of("godwit resume " + story.run(), "godwit rollback " + story.run()));
        stuck = true;
        try {
            awaitAnswer(null);
        } finally {
            stuck = false;
        }
    }

    /** Opens the gate that is waited at. */
    public Reply approve(Command command) {
        Phase before = gate;
        if (before == null) {
            return refused("%s waits at no approval gate: it %s");
        }
        String starter = starter();
        if (starter != null && Person.of(starter).equals(Person.of(command.actor()))) {
            minutes.keep(
                    "gate.refused", command.actor(), command.reason(), "who started it approves");
            return new Reply(
                    false,
                    "%s is on a protected target and was started by %s: somebody else has to approve it"
                            .formatted(story.run(), starter));
        }
        return answer(
                "gate.approved",
                command,
                "before " + before,
                "the gate before " + before + " is open");
    }

    /** Goes on after a pause or a failure. */
    public Reply resume(Command command) {
        if (abort == null && helm.paused()) {
            Reply lifted = orders.resume(command);
            if (!lifted.accepted() || !stuck) {
                return lifted;
            }
        }
        if (!stuck) {
            return refused("%s is not paused and does not wait at a failure: it %s");
        }
        return answer(
                "run.resumed", command, "phase " + story.phase(), "what failed is tried again");
    }

    /** Stops for a while. */
    public Reply pause(Command command) {
        return forward() ? orders.pause(command) : refused("%s cannot be paused: it %s");
    }

    /** Changes the pace. */
    public Reply throttle(ThrottleCommand command) {
        return forward() ? orders.throttle(command) : refused("%s cannot be throttled: it %s");
    }

    /** Stops for good, and has everything taken back. */
    public Reply abort(Command command) {
        if (story.ended()) {
            return new Reply(
                    false,
                    story.run() + " has ended; godwit rollback " + story.run() + " takes it back");
        }
        if (!forward()) {
            return new Reply(false, story.run() + " is being taken back already");
        }
        abort = command;
        if (running != null) {
            running.cancel("aborted by " + command.actor());
        }
        // Not recorded is no reason to go on: the rollback writes actor and reason as well.
        minutes.keep("run.aborted", command.actor(), command.reason(), "phase " + story.phase());
        return new Reply(true, story.run() + " stops, and everything is taken back");
    }

    private boolean forward() {
        return !story.ended() && abort == null && story.phase() != Phase.ROLLING_BACK;
    }

    private @Nullable String starter() {
        Prepared known = prepared.get();
        return known != null && known.fourEyes() ? known.startedBy() : null;
    }

    private boolean awaitAnswer(@Nullable Duration timeout) {
        answered = false;
        go = false;
        if (timeout == null) {
            Workflow.await(() -> go);
        } else if (!Workflow.await(timeout, () -> go)) {
            // An answer that came in time counts, however long it takes to record it.
            Workflow.await(() -> go || !answered);
        }
        if (go) {
            story.goesOn();
        }
        return go;
    }

    private Reply answer(String event, Command command, String what, String done) {
        if (abort != null && gate != Phase.ROLLING_BACK) {
            return new Reply(false, story.run() + " is being taken back");
        }
        if (answered) {
            return new Reply(false, story.run() + " has its answer already: it goes on");
        }
        answered = true;
        String trouble = minutes.keep(event, command.actor(), command.reason(), what);
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
}
