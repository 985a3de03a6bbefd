package dev.godwit.postgres.operation;

import static dev.godwit.postgres.session.Attempt.UNATTENDED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.plan.Plan;
import dev.godwit.plan.step.RowWork;
import dev.godwit.plan.step.ShadowWork;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Step;
import dev.godwit.plan.step.Work;
import dev.godwit.postgres.ddl.StepRunner;
import dev.godwit.postgres.fill.SavedRows;
import dev.godwit.postgres.fill.SliceRunner;
import dev.godwit.postgres.fill.slice.LaneReport;
import dev.godwit.postgres.phase.PhaseMoves;
import dev.godwit.postgres.preflight.Answer;
import dev.godwit.postgres.preflight.Preflight;
import dev.godwit.postgres.preflight.Request;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.EngineFailure;
import dev.godwit.postgres.snapshot.Snapshots;
import dev.godwit.postgres.state.StateSchema;
import dev.godwit.postgres.state.StoredStep;
import dev.godwit.postgres.undo.UndoList;
import dev.godwit.postgres.undo.UndoRunner;
import dev.godwit.postgres.verify.ProofResult;
import dev.godwit.postgres.verify.Proofs;
import dev.godwit.postgres.verify.VerifyRunner;
import dev.godwit.workflow.Phase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** A run of a plan, walked by hand in the order that the workflow keeps. */
final class Walk {

    private static final String PLAN = "proof";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SLICE = Duration.ofSeconds(5);
    private static final int TRIES = 6;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

    private final Database database;
    private final StateSchema state;
    private final Answer answer;
    private int done;

    private Walk(Database database, StateSchema state, Answer answer) {
        this.database = database;
        this.state = state;
        this.answer = answer;
    }

    /** A call that may be repeated, as an activity may. */
    @FunctionalInterface
    interface Call<T> {
        T run() throws SQLException;
    }

    /** The run, ready to begin. */
    static Walk begin(Database database, StateSchema state, String plan) throws Exception {
        Answer answer = decide(database, state, plan);
        assertThat(answer.verdict())
                .as("what preflight says: %s", answer.findings())
                .isEqualTo(Answer.Verdict.READY);
        return new Walk(database, state, answer);
    }

    /** What preflight says of the plan. */
    static Answer decide(Database database, StateSchema state, String plan) throws Exception {
        Request request =
                new Request(
                        "test/" + PLAN,
                        PLAN,
                        PLAN + ".yaml",
                        plan,
                        Plan.hash(plan),
                        "tester",
                        UUID.randomUUID().toString());
        return again(() -> new Preflight(database, state).run(request, UNATTENDED));
    }

    List<Step> steps() {
        return answer.steps();
    }

    /** Runs the steps up to that number, each as often as said. */
    void upTo(int number, int times) throws Exception {
        while (done < number) {
            Step step = steps().get(done);
            enter(step.stage());
            for (int time = 0; time < times; time++) {
                run(step);
            }
            done++;
            if (step.stage() == Stage.VERIFY
                    && (done == steps().size() || steps().get(done).stage() != Stage.VERIFY)) {
                ProofResult proof = again(() -> new Proofs(database).prove(answer.run()));
                assertThat(proof.green()).as("the proof: %s", proof.note()).isTrue();
            }
        }
    }

    /** Runs what is left of a stage's steps and of those before it. */
    void through(Stage stage) throws Exception {
        upTo((int) steps().stream().filter(s -> s.stage().compareTo(stage) <= 0).count(), 1);
    }

    /** Runs what is left, and ends the run. */
    void toTheEnd() throws Exception {
        upTo(steps().size(), 1);
        again(
                () -> {
                    new PhaseMoves(database).finish(answer.run(), "DONE", "DONE", "");
                    return true;
                });
    }

    /** Takes everything back, each step as often as said. @return what cannot be brought back */
    List<String> back(int times) throws Exception {
        UndoRunner undo = new UndoRunner(database, new SavedRows(database)::restore);
        UndoList list = again(() -> undo.plan(PLAN, "tester", "").orElseThrow());
        for (StoredStep stored : list.steps()) {
            for (int time = 0; time < times; time++) {
                again(() -> undo.undo(answer.run(), stored.step().number(), PATIENCE, UNATTENDED));
            }
        }
        again(
                () -> {
                    new PhaseMoves(database).finish(answer.run(), "ROLLED_BACK", "ROLLED_BACK", "");
                    return true;
                });
        return list.losses();
    }

    /** The same plan, once more, after it was taken back. */
    Walk anew(String plan) throws Exception {
        return begin(database, state, plan);
    }

    private void enter(Stage stage) throws Exception {
        if (done == 0) {
            move(Phase.SNAPSHOT);
            again(() -> new Snapshots(database).take(answer.run()));
        }
        if (stage == Stage.CONTRACT && steps().get(done).stage() != previous()) {
            boolean proven = steps().stream().anyMatch(s -> s.stage() == Stage.VERIFY);
            ProofResult proof =
                    proven ? again(() -> new Proofs(database).renew(answer.run())) : null;
            assertThat(proof == null || proof.green()).as("the renewed proof").isTrue();
        }
        move(Phase.valueOf(stage.name()));
    }

    private Stage previous() {
        return done == 0 ? Stage.APPLY : steps().get(done - 1).stage();
    }

    private void move(Phase phase) throws Exception {
        again(
                () -> {
                    new PhaseMoves(database).enter(answer.run(), phase, "tester");
                    return true;
                });
    }

    private void run(Step step) throws Exception {
        switch (step.work()) {
            case Work.Fill fill -> lanes(step, fill.lanes());
            case RowWork.FillAll fill -> lanes(step, fill.lanes());
            case RowWork.RunBody body -> lanes(step, body.lanes());
            case RowWork.DeleteRows delete -> lanes(step, delete.lanes());
            case Work.KeepColumn keep -> lanes(step, 1);
            case ShadowWork.CopyRows copy -> lanes(step, copy.lanes());
            case ShadowWork.ProveTwin twin -> verify(step, 1);
            case RowWork.ProveNone none -> verify(step, 1);
            case Work.Prove prove -> verify(step, prove.lanes());
            case Work.ProveQuery query -> verify(step, 1);
            default ->
                    again(
                            () ->
                                    new StepRunner(database)
                                            .run(
                                                    answer.run(),
                                                    step.number(),
                                                    PATIENCE,
                                                    UNATTENDED));
        }
    }

    private void lanes(Step step, int lanes) throws Exception {
        for (int lane = 0; lane < Math.max(1, lanes); lane++) {
            int share = lane;
            slices(
                    () ->
                            new SliceRunner(database)
                                    .slice(answer.run(), step.number(), share, SLICE, UNATTENDED));
        }
    }

    private void verify(Step step, int lanes) throws Exception {
        for (int lane = 0; lane < Math.max(1, lanes); lane++) {
            int share = lane;
            slices(
                    () ->
                            new VerifyRunner(database)
                                    .slice(answer.run(), step.number(), share, SLICE, UNATTENDED));
        }
    }

    private static void slices(Call<LaneReport> slice) throws Exception {
        while (!again(slice).finished()) {
            // the next slice goes on where this one ended
        }
    }

    /** As a retry policy does: what a repetition may cure is repeated, each time later. */
    private static <T> T again(Call<T> call) throws Exception {
        Exception last = null;
        for (int time = 0; time < TRIES; time++) {
            try {
                return call.run();
            } catch (SQLException lost) {
                last = lost;
            } catch (EngineFailure failure) {
                if (failure.kind() == EngineFailure.Kind.PERMANENT
                        || failure.kind() == EngineFailure.Kind.BUG) {
                    throw failure;
                }
                last = failure;
            }
            Thread.sleep(FIRST_PAUSE.multipliedBy(1L << time));
        }
        throw new AssertionError("still fails after %d tries: %s".formatted(TRIES, last), last);
    }
}
