package dev.godwit.workflow.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.workflow.FailureType;
import dev.godwit.workflow.MigrationWorkflow;
import dev.godwit.workflow.Outcome;
import dev.godwit.workflow.Phase;
import dev.godwit.workflow.activity.Note;
import dev.godwit.workflow.activity.gate.Gate;
import dev.godwit.workflow.activity.gate.Gate.Kind;
import dev.godwit.workflow.activity.gate.GateAnswer;
import dev.godwit.workflow.message.Command;
import dev.godwit.workflow.message.Progress;
import dev.godwit.workflow.message.Reply;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GateTest {

    private final Harness godwit = new Harness();

    @AfterEach
    void close() {
        godwit.close();
    }

    @Test
    void waitsForAnApprovalAndRecordsWhoGaveIt() {
        godwit.target.prepared = Plans.gate("CONTRACT", Kind.APPROVAL, Duration.ZERO);
        MigrationWorkflow run = godwit.start();

        var progress = godwit.awaitWait(run);
        assertThat(progress.waitingFor()).isEqualTo("an approval before contract");
        assertThat(progress.next())
                .containsExactly("godwit approve shop/split", "godwit rollback shop/split");
        assertThat(godwit.target.calls()).doesNotContain("renew", "enter contract");

        Reply reply = run.approve(Harness.ANN);

        assertThat(reply).isEqualTo(new Reply(true, "the gate before contract is open"));
        assertThat(godwit.result(run).outcome()).isEqualTo(Outcome.DONE);
        assertThat(godwit.target.notes)
                .filteredOn(note -> note.event().equals("gate.approved"))
                .singleElement()
                .satisfies(
                        note -> {
                            assertThat(note.event()).isEqualTo("gate.approved");
                            assertThat(note.actor()).isEqualTo("ann@desk");
                            assertThat(note.text()).isEqualTo("before contract: looks right");
                        })
                .extracting(Note::id)
                .asString()
                .startsWith("update-");
        assertThat(godwit.target.calls())
                .containsSubsequence("enter hold", "note gate.approved", "renew", "enter contract");
    }

    @Test
    void refusesCommandsThatNothingWaitsFor() {
        godwit.target.prepared = Plans.gate("before_backfill", Kind.APPROVAL, Duration.ZERO);
        godwit.target.fail("run 1", 1, FailureType.LOCKED);
        MigrationWorkflow run = godwit.start();
        godwit.awaitWait(run);

        Reply early = run.approve(Harness.ANN);
        assertThat(early.accepted()).isFalse();
        assertThat(early.message())
                .contains("waits at no approval gate")
                .contains("waits for a person: run 1 failed");

        assertThat(run.resume(Harness.ANN).accepted()).isTrue();
        godwit.await(run, it -> "an approval before backfill".equals(it.waitingFor()));
        Reply late = run.resume(Harness.ANN);
        assertThat(late.accepted()).isFalse();
        assertThat(late.message()).contains("does not wait at a failure");

        assertThat(run.approve(Harness.ANN).accepted()).isTrue();
        assertThat(godwit.result(run).outcome()).isEqualTo(Outcome.DONE);
        assertThat(godwit.target.notes)
                .extracting(Note::event)
                .containsExactly("run.resumed", "gate.waits", "gate.approved");
    }

    @Test
    void keepsTheGateShutWhenTheApprovalCannotBeRecorded() {
        godwit.target.prepared = Plans.gate("CONTRACT", Kind.APPROVAL, Duration.ZERO);
        godwit.target.fail("note gate.approved", 1, FailureType.BUG);
        MigrationWorkflow run = godwit.start();
        godwit.awaitWait(run);

        assertThat(run.approve(Harness.ANN).message()).contains("nothing was done");
        assertThat(run.progress().waitingFor()).isEqualTo("an approval before contract");

        assertThat(run.approve(Harness.ANN).accepted()).isTrue();
        assertThat(godwit.result(run).outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void asksAnSqlGateAgainInGrowingPausesUntilItOpens() {
        godwit.target.prepared = Plans.gate("CONSTRAIN", Kind.SQL, Duration.ZERO);
        for (int i = 0; i < 4; i++) {
            godwit.target.answers.add(new GateAnswer(false, "two old replicas"));
        }
        long before = godwit.server.currentTimeMillis();

        assertThat(godwit.run().outcome()).isEqualTo(Outcome.DONE);

        assertThat(godwit.target.calls())
                .containsSubsequence("prove", "ask constrain", "ask constrain", "enter constrain");
        assertThat(godwit.target.calls()).filteredOn("ask constrain"::equals).hasSize(5);
        assertThat(godwit.server.currentTimeMillis() - before)
                .isGreaterThanOrEqualTo(Duration.ofSeconds(15 + 30 + 60 + 60).toMillis());
    }

    @Test
    void waitsUntilThePlansTimeIsOver() {
        godwit.target.prepared = Plans.gate("CONTRACT", Kind.AFTER, Duration.ofHours(24));
        MigrationWorkflow run = godwit.start();
        assertThat(godwit.awaitWait(run).waitingFor())
                .startsWith("the time before contract of 24h");
        long before = godwit.server.currentTimeMillis();

        assertThat(godwit.result(run).outcome()).isEqualTo(Outcome.DONE);

        assertThat(godwit.server.currentTimeMillis() - before)
                .isGreaterThan(Duration.ofHours(23).toMillis());
    }

    @Test
    void holdsBothShapesBeforeContract() {
        godwit.target.prepared = Plans.hold(Duration.ofDays(3));
        MigrationWorkflow run = godwit.start();

        assertThat(godwit.awaitWait(run).waitingFor()).startsWith("the hold of 72h");
        assertThat(godwit.target.calls()).doesNotContain("enter contract");
        assertThat(godwit.result(run).outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void failsVisiblyWhenAGateStandsBeforeNoKnownPhase() {
        godwit.target.prepared = Plans.gate("before_lunch", Kind.APPROVAL, Duration.ZERO);

        assertThatThrownBy(godwit::run).hasStackTraceContaining("LUNCH");
    }

    @Test
    void asksACheckOfTheWorkersConfiguration() {
        godwit.target.prepared =
                Plans.gate("CONTRACT", new Gate(Kind.CHECK, Duration.ZERO, null, "rollout"));
        godwit.target.answers.add(new GateAnswer(false, "status 503"));
        MigrationWorkflow run = godwit.start();

        assertThat(godwit.awaitWait(run).waitingFor())
                .isEqualTo("the check rollout before contract (status 503)");
        assertThat(godwit.result(run).outcome()).isEqualTo(Outcome.DONE);
        assertThat(godwit.target.notes)
                .extracting(Note::event)
                .containsExactly("gate.waits", "gate.opened");
    }

    @ParameterizedTest
    @EnumSource(names = {"APPROVAL", "SQL", "CHECK"})
    void countsAGateThatNobodyOpensInTimeAsAFailure(Kind kind) {
        godwit.target.prepared =
                Plans.gate(
                        "CONTRACT", new Gate(kind, Duration.ZERO, Duration.ofHours(2), "rollout"));
        godwit.target.closed = true;
        MigrationWorkflow run = godwit.start();
        godwit.awaitWait(run);
        godwit.server.sleep(Duration.ofHours(3));

        Progress late = godwit.await(run, it -> !it.problems().isEmpty());
        assertThat(late.waitingFor()).contains("before contract was not opened in time");
        assertThat(late.next()).contains("godwit resume shop/split");

        assertThat(run.resume(Harness.ANN).accepted()).isTrue();
        godwit.await(
                run,
                it ->
                        it.problems().isEmpty()
                                && it.waitingFor() != null
                                && it.waitingFor().contains("before contract"));
        godwit.target.closed = false;
        if (kind == Kind.APPROVAL) {
            godwit.await(run, it -> run.approve(Harness.ANN).accepted());
        }
        assertThat(godwit.result(run).outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void letsSomebodyElseThanWhoStartedApproveOnAProtectedTarget() {
        godwit.target.prepared =
                Plans.guarded(Plans.gate("CONTRACT", Kind.APPROVAL, Duration.ZERO), "ann@laptop");
        MigrationWorkflow run = godwit.start();
        godwit.awaitWait(run);

        Reply own = run.approve(Harness.ANN);
        assertThat(own.accepted()).isFalse();
        assertThat(own.message()).contains("ann@laptop").contains("somebody else");

        assertThat(run.approve(new Command("bob@desk", "")).accepted()).isTrue();
        assertThat(godwit.result(run).outcome()).isEqualTo(Outcome.DONE);
        assertThat(godwit.target.notes)
                .extracting(Note::event)
                .containsExactly("gate.waits", "gate.refused", "gate.approved");
    }

    @Test
    void waitsForThePreviousCodeBeforeItTakesTheSchemaBack() {
        godwit.target.prepared = Plans.gate("CONTRACT", Kind.APPROVAL, Duration.ZERO);
        godwit.target.beforeRollback = new Gate(Kind.APPROVAL, Duration.ZERO);
        MigrationWorkflow run = godwit.start();
        godwit.awaitWait(run);

        run.abort(Harness.ANN);
        Progress waits =
                godwit.await(
                        run, it -> it.phase() == Phase.ROLLING_BACK && it.waitingFor() != null);
        assertThat(waits.waitingFor()).isEqualTo("an approval before rolling-back");
        assertThat(waits.next()).containsExactly("godwit approve shop/split");
        assertThat(godwit.target.calls()).doesNotContain("undo 5");
        assertThat(run.pause(Harness.ANN).message()).contains("cannot be paused");

        assertThat(run.approve(new Command("bob@desk", "old code is out")).accepted()).isTrue();
        assertThat(godwit.result(run).outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(godwit.target.calls())
                .containsSubsequence("planUndo", "note gate.approved", "undo 5");
    }
}
