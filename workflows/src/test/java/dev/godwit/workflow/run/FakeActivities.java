package dev.godwit.workflow.run;

import dev.godwit.workflow.FailureType;
import dev.godwit.workflow.activity.FinishInput;
import dev.godwit.workflow.activity.MigrationActivities;
import dev.godwit.workflow.activity.Note;
import dev.godwit.workflow.activity.PhaseInput;
import dev.godwit.workflow.activity.PrepareInput;
import dev.godwit.workflow.activity.Prepared;
import dev.godwit.workflow.activity.RunRef;
import dev.godwit.workflow.activity.StepDone;
import dev.godwit.workflow.activity.StepInput;
import dev.godwit.workflow.activity.control.Control;
import dev.godwit.workflow.activity.control.ControlInput;
import dev.godwit.workflow.activity.gate.Gate;
import dev.godwit.workflow.activity.gate.GateAnswer;
import dev.godwit.workflow.activity.gate.GateInput;
import dev.godwit.workflow.activity.slice.Proof;
import dev.godwit.workflow.activity.slice.SliceInput;
import dev.godwit.workflow.activity.slice.SliceReport;
import dev.godwit.workflow.activity.undo.UndoInput;
import dev.godwit.workflow.activity.undo.UndoPlan;
import dev.godwit.workflow.message.Finding;
import dev.godwit.workflow.message.ReadInput;
import dev.godwit.workflow.message.history.History;
import io.temporal.activity.Activity;
import io.temporal.client.ActivityCompletionException;
import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A target that does nothing but remember what it was asked, and fails or hangs where told to. */
final class FakeActivities implements MigrationActivities {

    final List<Control> controls = new CopyOnWriteArrayList<>();

    private static final RunRef UNKNOWN = new RunRef("shop", 0, "shop/split");

    final List<Note> notes = new ArrayList<>();
    final List<UndoInput> undos = new ArrayList<>();
    final ConcurrentLinkedQueue<Proof> proofs = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<Proof> renewals = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<GateAnswer> answers = new ConcurrentLinkedQueue<>();
    volatile Prepared prepared = Plans.split();
    volatile boolean unknownRun;

    /** Gates that are asked stay closed. */
    volatile boolean closed;

    volatile @Nullable Gate beforeRollback;

    /** When a lane may go on, said by the first slice. */
    volatile @Nullable String window;

    /** Slices go on until they are paused or this is false. */
    volatile boolean endless;

    /** The most lanes that worked at the same time. */
    int together;

    private int working;
    private volatile boolean released;

    /** Of each lane of a fill. */
    volatile int slices = 2;

    private final List<String> calls = new ArrayList<>();
    private final Map<String, FailureType> failures = new HashMap<>();
    private final Set<String> hanging = new HashSet<>();
    private final Set<String> slow = new HashSet<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private final Map<String, Integer> lanes = new HashMap<>();

    /** Makes the n-th call (from 1) of that name fail. */
    synchronized void fail(String call, int nth, FailureType type) {
        failures.put(call + "#" + nth, type);
    }

    /** Makes the first call of that name go on until it is cancelled. */
    synchronized void hang(String call) {
        hanging.add(call + "#1");
    }

    /** Lets hanging calls end well. */
    void release() {
        released = true;
    }

    /** Makes every call of that name take a second. */
    synchronized void slow(String call) {
        slow.add(call);
    }

    /** All calls so far, in order. */
    synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    /** Waits for a call to have begun. */
    void awaitCall(String call) {
        for (int i = 0; i < 600; i++) {
            if (calls().contains(call)) {
                return;
            }
            sleep(50);
        }
        throw new AssertionError("no call " + call + " in " + calls());
    }

    @Override
    public Prepared prepare(PrepareInput input) {
        called("prepare");
        return prepared;
    }

    @Override
    public StepDone snapshot(RunRef run) {
        return called("snapshot");
    }

    @Override
    public StepDone enterPhase(PhaseInput input) {
        return called("enter " + input.phase());
    }

    @Override
    public StepDone runStep(StepInput input) {
        return called("run " + input.step());
    }

    @Override
    public SliceReport fillSlice(SliceInput input) {
        return slice("fill", input);
    }

    @Override
    public SliceReport verifySlice(SliceInput input) {
        return slice("verify", input);
    }

    @Override
    public Proof prove(RunRef run) {
        called("prove");
        Proof proof = proofs.poll();
        return proof == null ? new Proof(true, 2000, 0, "") : proof;
    }

    @Override
    public Proof renewProof(RunRef run) {
        called("renew");
        Proof proof = renewals.poll();
        return proof == null ? new Proof(true, 2000, 0, "") : proof;
    }

    @Override
    public synchronized StepDone reopen(RunRef run) {
        lanes.clear();
        return called("reopen");
    }

    @Override
    public GateAnswer askGate(GateInput input) {
        called("ask " + input.before());
        GateAnswer answer = answers.poll();
        return answer == null ? new GateAnswer(!closed, "") : answer;
    }

    @Override
    public UndoPlan planUndo(UndoInput input) {
        called("planUndo");
        synchronized (this) {
            undos.add(input);
        }
        return unknownRun
                ? new UndoPlan(UNKNOWN, List.of(), List.of())
                : new UndoPlan(
                        Plans.RUN,
                        Plans.undo(),
                        List.of("the old names are gone", "comments are lost with them"),
                        beforeRollback,
                        prepared.tells());
    }

    @Override
    public StepDone undoStep(StepInput input) {
        return called("undo " + input.step());
    }

    @Override
    public StepDone finish(FinishInput input) {
        return called("finish " + input.outcome());
    }

    @Override
    public StepDone control(ControlInput input) {
        StepDone done = called("control " + input.note().event());
        controls.add(input.control());
        synchronized (this) {
            notes.add(input.note());
        }
        return done;
    }

    @Override
    public StepDone note(Note note) {
        called("note " + note.event());
        synchronized (this) {
            notes.add(note);
        }
        return new StepDone("");
    }

    @Override
    public History read(ReadInput input) {
        called("read");
        return new History(List.of(), List.of());
    }

    private SliceReport slice(String word, SliceInput input) {
        String lane = word + " " + input.step() + "." + input.lane();
        synchronized (this) {
            together = Math.max(together, ++working);
        }
        try {
            called(lane);
            boolean stopped = untilPaused();
            synchronized (this) {
                int done =
                        stopped ? lanes.getOrDefault(lane, 0) : lanes.merge(lane, 1, Integer::sum);
                int share = word.equals("fill") ? slices : 2;
                String until = window;
                window = null;
                return new SliceReport(
                        until == null && done >= share,
                        done * 1000L,
                        0,
                        Math.min(100, 100 * done / share),
                        until);
            }
        } finally {
            synchronized (this) {
                working--;
            }
        }
    }

    private boolean untilPaused() {
        while (true) {
            if (!controls.isEmpty() && controls.getLast().paused()) {
                return true;
            }
            if (!endless) {
                return false;
            }
            sleep(20);
        }
    }

    private StepDone called(String call) {
        FailureType failure;
        boolean hangs;
        boolean late;
        synchronized (this) {
            calls.add(call);
            String nth = call + "#" + counts.merge(call, 1, Integer::sum);
            failure = failures.get(nth);
            hangs = hanging.contains(nth);
            late = slow.contains(call);
        }
        if (late) {
            sleep(1000);
        }
        if (hangs) {
            untilCancelled(call);
        }
        if (failure != null) {
            throw ApplicationFailure.newNonRetryableFailure(
                    call + " failed",
                    failure.name(),
                    new Finding("GW-300", call + " failed", "here", "it was told to", "try"));
        }
        return new StepDone("done");
    }

    /** Ends a while after it was cancelled, as a statement does that is rolled back. */
    private void untilCancelled(String call) {
        while (!released) {
            try {
                Activity.getExecutionContext().heartbeat(null);
            } catch (ActivityCompletionException cancelled) {
                sleep(300);
                synchronized (this) {
                    calls.add(call + " ended");
                }
                throw cancelled;
            }
            sleep(20);
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
