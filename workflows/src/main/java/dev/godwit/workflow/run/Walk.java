package dev.godwit.workflow.run;

import dev.godwit.workflow.Outcome;
import dev.godwit.workflow.Phase;
import dev.godwit.workflow.activity.FinishInput;
import dev.godwit.workflow.activity.StepInfo;
import dev.godwit.workflow.activity.slice.Proof;
import dev.godwit.workflow.call.Calls;
import dev.godwit.workflow.call.Troubles;
import dev.godwit.workflow.desk.Desk;
import dev.godwit.workflow.desk.Helm;
import dev.godwit.workflow.message.Finding;
import dev.godwit.workflow.message.MigrationInput;
import dev.godwit.workflow.story.Story;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes from phase to phase and step to step. What failed is tried again from where it failed; a
 * step that was run already is safe to run again.
 */
final class Walk {

    private static final List<Phase> ROUTE =
            List.of(
                    Phase.PREFLIGHT,
                    Phase.SNAPSHOT,
                    Phase.APPLY,
                    Phase.BACKFILL,
                    Phase.VERIFY,
                    Phase.CONSTRAIN,
                    Phase.HOLD,
                    Phase.CONTRACT,
                    Phase.DONE);

    private final MigrationInput input;
    private final Calls calls;
    private final Story story;
    private final Position position;
    private final Desk desk;
    private final Gates gates;
    private final Lanes lanes;
    private final Helm helm;
    private final Opening opening;
    private final Releasing releasing;
    private boolean reopen;
    private @Nullable Finding cause;

    Walk(
            MigrationInput input,
            Calls calls,
            Story story,
            Position position,
            Desk desk,
            Gates gates,
            Lanes lanes,
            Helm helm,
            Opening opening) {
        this.releasing = new Releasing(input.release(), story.run(), desk);
        this.helm = helm;
        this.opening = opening;
        this.input = input;
        this.calls = calls;
        this.story = story;
        this.position = position;
        this.desk = desk;
        this.gates = gates;
        this.lanes = lanes;
    }

    /** Walks to the end, to a boundary, or to a failure that takes the run back. */
    Way go() {
        while (true) {
            try {
                Way way = onwards();
                if (way != Way.ON) {
                    return way;
                }
            } catch (TemporalFailure failure) {
                if (CancellationScope.current().isCancelRequested()) {
                    throw failure;
                }
                if (Troubles.paused(failure)) {
                    standStill();
                } else if (!waitsFor(failure)) {
                    return Way.BACK;
                }
            }
        }
    }

    /** A step has stopped because the run is paused; {@link #onwards} waits for the end of that. */
    private void standStill() {
        if (!helm.paused()) {
            // Resumed meanwhile, or the control row was written by hand.
            Workflow.sleep(Lanes.NOWHERE);
        }
    }

    /** Why it goes back; null when no failure took it back. */
    @Nullable Finding cause() {
        return cause;
    }

    private Way onwards() {
        if (!position.begun()) {
            Way way = opening.begin();
            if (way != Way.ON || opening.found()) {
                return way;
            }
        }
        helm.awaitClear();
        if (reopen) {
            fillAgain();
        }
        if (!position.finished()) {
            Way way = work();
            if (way != Way.ON || reopen) {
                return way;
            }
            position.finish();
        }
        Phase next = ROUTE.get(ROUTE.indexOf(position.phase()) + 1);
        return next == Phase.DONE ? finish() : enter(next);
    }

    /** The work of the phase. A red proof leads back to the fill instead of to the next phase. */
    private Way work() {
        for (StepInfo step : position.prepared().steps()) {
            if (step.phase() == position.phase() && step.number() > position.lastStep()) {
                helm.awaitClear();
                story.doing(step.summary());
                if (run(step) == Way.BOUNDARY) {
                    return Way.BOUNDARY;
                }
                position.stepDone(step.number());
            }
        }
        switch (position.phase()) {
            case SNAPSHOT -> calls.snapshot(position.run());
            case VERIFY -> prove();
            case HOLD -> gates.hold(position);
            default -> {}
        }
        return Way.ON;
    }

    private Way run(StepInfo step) {
        if (step.kind() != StepInfo.Kind.STATEMENT) {
            return lanes.drive(position.run(), step);
        }
        calls.runStep(position.run(), step);
        return Way.ON;
    }

    private Way enter(Phase next) {
        if (next == Phase.BACKFILL) {
            releasing.await(position);
        }
        if (gates.before(next, position) == Way.BOUNDARY) {
            return Way.BOUNDARY;
        }
        helm.awaitClear();
        if (next == Phase.CONTRACT) {
            renewProof();
        }
        calls.enterPhase(position.run(), next, input.actor());
        position.enter(next);
        story.enter(next);
        return Way.ON;
    }

    private Way finish() {
        calls.finish(new FinishInput(position.run(), Outcome.DONE, Phase.DONE, ""));
        story.enter(Phase.DONE);
        story.end(Outcome.DONE, "");
        return Way.END;
    }

    private void prove() {
        Proof proof = calls.prove(position.run());
        story.proven(proof);
        if (!proof.green()) {
            if (!position.refill()) {
                throw Troubles.red(proof, story.run(), position.phase());
            }
            reopen = true;
        }
    }

    /** Nothing is dropped without it. */
    private void renewProof() {
        story.doing("renews the proof");
        Proof proof = calls.renewProof(position.run());
        if (!proof.green()) {
            reopen = true;
            throw Troubles.red(proof, story.run(), position.phase());
        }
        story.proven(proof);
    }

    private void fillAgain() {
        calls.reopen(position.run());
        calls.enterPhase(position.run(), Phase.BACKFILL, input.actor());
        reopen = false;
        position.enter(Phase.BACKFILL);
        story.enter(Phase.BACKFILL);
        story.reopened();
    }

    /**
     * Waits until a person has looked at a failure. After one in verify rows are filled and
     * compared again: whatever spoiled it may have spoiled them.
     *
     * @return false when the failure takes the run back
     */
    private boolean waitsFor(TemporalFailure failure) {
        Finding finding = Troubles.finding(failure, story.run(), position.phase());
        if (Troubles.takesBack(failure, position.phase(), onFailure())) {
            cause = finding;
            return false;
        }
        desk.awaitResume(finding);
        if (position.phase() == Phase.VERIFY && !position.finished()) {
            reopen = true;
        }
        return true;
    }

    private String onFailure() {
        return position.begun() ? position.prepared().onFailure() : "";
    }
}
