package dev.godwit.workflow.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.workflow.FailureType;
import dev.godwit.workflow.MigrationWorkflow;
import dev.godwit.workflow.Outcome;
import dev.godwit.workflow.Phase;
import dev.godwit.workflow.activity.Note;
import dev.godwit.workflow.activity.Prepared.Verdict;
import dev.godwit.workflow.activity.gate.Gate.Kind;
import dev.godwit.workflow.activity.gate.GateAnswer;
import dev.godwit.workflow.activity.undo.UndoInput;
import dev.godwit.workflow.message.MigrationReport;
import dev.godwit.workflow.message.Reply;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WithStartWorkflowOperation;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateHandle;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.failure.CanceledFailure;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AbortTest {

    private final Harness godwit = new Harness();

    @AfterEach
    void close() {
        godwit.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"snapshot", "run 1", "fill 2.0", "verify 3.0", "run 4", "run 5"})
    void endsWhatRunsBeforeAnythingIsUndone(String call) {
        godwit.target.hang(call);
        MigrationWorkflow run = godwit.start();
        godwit.target.awaitCall(call);

        assertThat(run.abort(Harness.ANN).accepted()).isTrue();

        MigrationReport report = godwit.result(run);
        assertThat(report.outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(report.phase()).isEqualTo(Phase.ROLLED_BACK);
        List<String> calls = godwit.target.calls();
        assertThat(calls)
                .containsSubsequence(
                        call,
                        call + " ended",
                        "planUndo",
                        "undo 5",
                        "undo 4",
                        "undo 1",
                        "finish rolled_back");
        assertThat(calls).filteredOn(call::equals).hasSize(1);
        assertThat(godwit.target.undos)
                .containsExactly(new UndoInput("shop", "split", "ann@desk", "looks right"));
        assertThat(godwit.target.notes)
                .singleElement()
                .extracting(Note::event, Note::actor)
                .containsExactly("run.aborted", "ann@desk");
    }

    @Test
    void stopsEveryLaneBeforeAnythingIsUndone() {
        godwit.target.prepared = Plans.lanes(3);
        List.of("fill 2.0", "fill 2.1", "fill 2.2").forEach(godwit.target::hang);
        MigrationWorkflow run = godwit.start();
        List.of("fill 2.0", "fill 2.1", "fill 2.2").forEach(godwit.target::awaitCall);

        run.abort(Harness.ANN);

        assertThat(godwit.result(run).outcome()).isEqualTo(Outcome.ROLLED_BACK);
        List<String> calls = godwit.target.calls();
        assertThat(calls.subList(0, calls.indexOf("planUndo")))
                .contains("fill 2.0 ended", "fill 2.1 ended", "fill 2.2 ended");
    }

    @Test
    void takesBackWhatAStoppedPreflightLeft() {
        godwit.target.hang("prepare");
        MigrationWorkflow run = godwit.start();
        godwit.target.awaitCall("prepare");
        run.abort(Harness.ANN);

        assertThat(godwit.result(run).outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(godwit.target.calls())
                .containsSubsequence("prepare ended", "prepare", "planUndo", "finish rolled_back");
    }

    @Test
    void leavesAnOlderRunAloneWhenItIsStoppedInPreflight() {
        godwit.target.hang("prepare");
        godwit.target.prepared = Plans.verdict(Verdict.ALREADY_APPLIED);
        MigrationWorkflow run = godwit.start();
        godwit.target.awaitCall("prepare");
        run.abort(Harness.ANN);

        assertThat(godwit.result(run).outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(godwit.target.calls()).containsExactly("prepare", "prepare ended", "prepare");
    }

    @ParameterizedTest
    @ValueSource(strings = {"APPROVAL", "AFTER", "SQL"})
    void endsAWait(String kind) {
        godwit.target.prepared = Plans.gate("CONTRACT", Kind.valueOf(kind), Duration.ofDays(9));
        godwit.target.answers.add(new GateAnswer(false, ""));
        MigrationWorkflow run = godwit.start();
        godwit.awaitWait(run);

        run.abort(Harness.ANN);

        MigrationReport report = godwit.result(run);
        assertThat(report.outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(godwit.target.calls()).doesNotContain("enter contract");
    }

    @Test
    void endsAWaitAtAFailureAndSaysWhatItWas() {
        godwit.target.fail("run 4", 1, FailureType.DISK_FULL);
        MigrationWorkflow run = godwit.start();
        godwit.awaitWait(run);
        run.abort(Harness.ANN);

        MigrationReport report = godwit.result(run);
        assertThat(report.outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(report.problems()).singleElement().extracting("what").isEqualTo("run 4 failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run 1", "fill 2.0", "run 5"})
    void isWhatTemporalsOwnCancelDoes(String call) {
        godwit.target.hang(call);
        MigrationWorkflow run = godwit.start();
        godwit.target.awaitCall(call);

        WorkflowStub.fromTyped(run).cancel();

        // Temporal closes a workflow that was asked to cancel as cancelled, whatever it returns.
        assertThatThrownBy(() -> godwit.result(run)).hasCauseInstanceOf(CanceledFailure.class);
        assertThat(run.progress().outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(godwit.target.calls())
                .containsSubsequence(call + " ended", "planUndo", "undo 1", "finish rolled_back");
        assertThat(godwit.target.undos)
                .containsExactly(
                        new UndoInput("shop", "split", "temporal", "cancellation was requested"));
    }

    @Test
    void isRefusedWhileTheRunIsBeingTakenBack() {
        godwit.target.prepared = Plans.gate("CONTRACT", Kind.APPROVAL, Duration.ZERO);
        godwit.target.hang("undo 4");
        MigrationWorkflow run = godwit.start();
        godwit.awaitWait(run);
        run.abort(Harness.ANN);
        godwit.target.awaitCall("undo 4");

        assertThat(run.abort(Harness.ANN).accepted()).isFalse();
        assertThat(run.approve(Harness.ANN).accepted()).isFalse();
        assertThat(run.progress().phase()).isEqualTo(Phase.ROLLING_BACK);
        assertThat(godwit.target.calls()).doesNotContain("undo 4 ended");

        godwit.target.release();
        assertThat(godwit.result(run).outcome()).isEqualTo(Outcome.ROLLED_BACK);
    }

    @Test
    void isAnsweredEvenWhenTheRunEndsMeanwhile() {
        godwit.target.hang("run 1");
        godwit.target.slow("note run.aborted");
        MigrationWorkflow run = godwit.start();
        godwit.target.awaitCall("run 1");

        assertThat(run.abort(Harness.ANN).accepted()).isTrue();
        assertThat(godwit.result(run).outcome()).isEqualTo(Outcome.ROLLED_BACK);
    }

    @Test
    void worksWhenItComesWithTheStart() {
        MigrationWorkflow run = godwit.stub(MigrationWorkflow.class, Harness.RUN);
        WorkflowUpdateHandle<Reply> abort =
                WorkflowClient.startUpdateWithStart(
                        run::abort,
                        Harness.ANN,
                        UpdateOptions.<Reply>newBuilder()
                                .setWaitForStage(WorkflowUpdateStage.COMPLETED)
                                .build(),
                        new WithStartWorkflowOperation<>(run::migrate, Plans.input(true)));

        assertThat(abort.getResult().accepted()).isTrue();
        MigrationReport report = godwit.result(run);
        assertThat(report.outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(godwit.target.calls()).isEmpty();
    }
}
