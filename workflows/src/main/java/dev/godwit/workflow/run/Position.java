package dev.godwit.workflow.run;

import static java.util.Objects.requireNonNull;

import dev.godwit.workflow.Phase;
import dev.godwit.workflow.activity.Prepared;
import dev.godwit.workflow.activity.RunRef;
import dev.godwit.workflow.desk.Helm;
import dev.godwit.workflow.message.MigrationState;
import dev.godwit.workflow.story.Tally;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far a run has come. All that continue-as-new carries over, and nothing else, is here. */
final class Position {

    /** Among the waits that are over; no phase has this name. */
    private static final String RELEASE = "RELEASE";

    private @Nullable Prepared prepared;
    private Phase phase = Phase.PREFLIGHT;
    private int lastStep;
    private boolean finished;
    private boolean refilled;
    private final List<String> opened = new ArrayList<>();

    Position(@Nullable MigrationState state) {
        if (state != null) {
            restore(state);
        }
    }

    /** Goes on from there. */
    void restore(MigrationState state) {
        prepared = state.prepared();
        phase = state.phase();
        lastStep = state.lastStep();
        finished = state.finished();
        refilled = state.refilled();
        opened.addAll(state.opened());
    }

    MigrationState state(Tally tally, Helm helm) {
        return new MigrationState(
                prepared(),
                phase,
                lastStep,
                refilled,
                tally.rows(),
                finished,
                opened,
                tally.slices(),
                tally.compared(),
                tally.mismatches(),
                helm.control(),
                helm.by());
    }

    void prepared(Prepared ready) {
        prepared = ready;
    }

    /** Whether the run exists in the target, as far as is known. */
    boolean begun() {
        return prepared != null;
    }

    /** What preflight said; null before it has. */
    @Nullable Prepared known() {
        return prepared;
    }

    /** Whether anybody asked to be told about the run. */
    boolean tells() {
        return prepared != null && prepared.tells();
    }

    Prepared prepared() {
        return requireNonNull(prepared, "preflight has not ended");
    }

    RunRef run() {
        return prepared().run();
    }

    Phase phase() {
        return phase;
    }

    /** Begins a phase, at its first step. */
    void enter(Phase next) {
        phase = next;
        lastStep = 0;
        finished = false;
    }

    int lastStep() {
        return lastStep;
    }

    void stepDone(int number) {
        lastStep = number;
    }

    /** Whether the work of the phase is done, so that what stands before the next one is due. */
    boolean finished() {
        return finished;
    }

    void finish() {
        finished = true;
    }

    /** Uses up the one refill that a red verify gets by itself. @return false when it was used */
    boolean refill() {
        boolean first = !refilled;
        refilled = true;
        return first;
    }

    boolean opened(Phase wait) {
        return opened.contains(wait.name());
    }

    /** Whether the release that the run is part of has let it go on. */
    boolean released() {
        return opened.contains(RELEASE);
    }

    /** The release has let it go on; that wait is not repeated. */
    void release() {
        opened.add(RELEASE);
    }

    /** The wait before this phase (for HOLD: in it) is over; it is not repeated. */
    void open(Phase wait) {
        opened.add(wait.name());
    }
}
