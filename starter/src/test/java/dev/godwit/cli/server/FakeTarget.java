package dev.godwit.cli.server;

import dev.godwit.workflow.Outcome;
import dev.godwit.workflow.Phase;
import dev.godwit.workflow.activity.FinishInput;
import dev.godwit.workflow.activity.MigrationActivities;
import dev.godwit.workflow.activity.Note;
import dev.godwit.workflow.activity.PhaseInput;
import dev.godwit.workflow.activity.PrepareInput;
import dev.godwit.workflow.activity.Prepared;
import dev.godwit.workflow.activity.RunRef;
import dev.godwit.workflow.activity.StepDone;
import dev.godwit.workflow.activity.StepInfo;
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
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A target in memory. A plan whose name says {@code gated} waits for an approval, {@code stuck}
 * fails in its backfill until it is resumed, {@code refused} is refused; any other one is done at
 * once.
 */
public final class FakeTarget implements MigrationActivities {

    final List<Control> controls = new CopyOnWriteArrayList<>();

    private static final StepDone DONE = new StepDone("");
    private static final List<StepInfo> STEPS =
            List.of(
                    new StepInfo(1, Phase.APPLY, StepInfo.Kind.STATEMENT, "add column n", 1),
                    new StepInfo(2, Phase.BACKFILL, StepInfo.Kind.FILL, "fill t.n", 1),
                    new StepInfo(3, Phase.VERIFY, StepInfo.Kind.PROVE, "compare t.n", 1));

    final Map<String, String> texts = new ConcurrentHashMap<>();
    private final Set<String> failed = ConcurrentHashMap.newKeySet();
    private final Set<String> open = ConcurrentHashMap.newKeySet();
    private final Set<String> done = ConcurrentHashMap.newKeySet();

    /** From now on the target says that the run is under way. */
    void open(String run) {
        open.add(run);
    }

    boolean isOpen(String run) {
        return open.contains(run);
    }

    /** A run of that plan that is about to verify. */
    static Prepared verifying(String target, String plan) {
        return new Prepared(
                Prepared.Verdict.READY,
                new RunRef(target, 1, target + "/" + plan),
                STEPS,
                Map.of(),
                Duration.ZERO,
                "",
                List.of());
    }

    @Override
    public Prepared prepare(PrepareInput input) {
        texts.put(input.target() + "/" + input.plan(), input.text());
        boolean refused = input.plan().contains("refused");
        String name = input.target() + "/" + input.plan();
        Prepared.Verdict verdict =
                done.contains(name) ? Prepared.Verdict.ALREADY_APPLIED : Prepared.Verdict.READY;
        return new Prepared(
                refused ? Prepared.Verdict.REFUSED : verdict,
                new RunRef(input.target(), 1, name),
                refused ? List.of() : STEPS,
                input.plan().contains("gated")
                        ? Map.of("CONTRACT", new Gate(Gate.Kind.APPROVAL, Duration.ZERO))
                        : Map.of(),
                Duration.ZERO,
                "",
                refused
                        ? List.of(new Finding("GW-230", "not here", "shop", "of a rule", "ask"))
                        : List.of());
    }

    @Override
    public StepDone snapshot(RunRef run) {
        return DONE;
    }

    @Override
    public StepDone enterPhase(PhaseInput input) {
        return DONE;
    }

    @Override
    public StepDone runStep(StepInput input) {
        return DONE;
    }

    @Override
    public SliceReport fillSlice(SliceInput input) {
        if (input.run().name().contains("stuck") && failed.add(input.run().name())) {
            throw ApplicationFailure.newNonRetryableFailure(
                    "the disk is full",
                    "DISK_FULL",
                    new Finding("GW-301", "the disk is full", "shop", "53100", "make room"));
        }
        return new SliceReport(true, 1000, 0, 100);
    }

    @Override
    public SliceReport verifySlice(SliceInput input) {
        return new SliceReport(true, 1000, 0, 100);
    }

    @Override
    public Proof prove(RunRef run) {
        return new Proof(true, 1000, 0, "");
    }

    @Override
    public Proof renewProof(RunRef run) {
        return prove(run);
    }

    @Override
    public StepDone reopen(RunRef run) {
        return DONE;
    }

    @Override
    public GateAnswer askGate(GateInput input) {
        return new GateAnswer(true, "");
    }

    @Override
    public UndoPlan planUndo(UndoInput input) {
        return new UndoPlan(
                new RunRef(input.target(), 1, input.target() + "/" + input.plan()),
                List.of(STEPS.getFirst()),
                List.of());
    }

    @Override
    public StepDone undoStep(StepInput input) {
        return new StepDone("column n dropped");
    }

    @Override
    public StepDone finish(FinishInput input) {
        open.remove(input.run().name());
        if (input.outcome() == Outcome.DONE) {
            done.add(input.run().name());
        } else {
            done.remove(input.run().name());
        }
        return DONE;
    }

    @Override
    public StepDone control(ControlInput input) {
        controls.add(input.control());
        return new StepDone("");
    }

    @Override
    public StepDone note(Note note) {
        return DONE;
    }

    @Override
    public History read(ReadInput input) {
        List<History.RunEntry> runs = new ArrayList<>();
        if (input.run().isEmpty()) {
            open.forEach(run -> runs.add(entry(run, "VERIFY", "RUNNING", "")));
        }
        String known = input.run().isEmpty() ? input.target() + "/known" : input.run();
        runs.add(entry(known, "DONE", "DONE", "2026-11-23T16:05:00Z"));
        return new History(runs, List.of());
    }

    private static History.RunEntry entry(String run, String phase, String outcome, String ended) {
        return new History.RunEntry(
                1, run, "hash", phase, outcome, "me@here", "2026-11-23T16:00:00Z", ended, 5, 0);
    }
}
