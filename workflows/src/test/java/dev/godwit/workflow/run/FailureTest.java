package dev.godwit.workflow.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.workflow.FailureType;
import dev.godwit.workflow.MigrationWorkflow;
import dev.godwit.workflow.Outcome;
import dev.godwit.workflow.Phase;
import dev.godwit.workflow.activity.Prepared;
import dev.godwit.workflow.message.Finding;
import dev.godwit.workflow.message.MigrationReport;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

class FailureTest {

    private final Harness godwit = new Harness();

    @AfterEach
    void close() {
        godwit.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"enter snapshot", "snapshot", "enter apply", "run 1", "enter backfill"})
    void takesTheRunBackWhenItFailsBeforeBackfillBegan(String call) {
        godwit.target.fail(call, 1, FailureType.PERMANENT);

        MigrationReport report = godwit.run();

        assertThat(report.outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(report.phase()).isEqualTo(Phase.ROLLED_BACK);
        assertThat(report.problems()).extracting(Finding::what).containsExactly(call + " failed");
        assertThat(godwit.target.calls())
                .containsSubsequence(
                        call, "planUndo", "undo 5", "undo 4", "undo 1", "finish rolled_back");
        assertThat(godwit.target.undos)
                .singleElement()
                .satisfies(
                        undo -> {
                            assertThat(undo.actor()).isEqualTo("godwit");
                            assertThat(undo.reason()).isEqualTo(call + " failed");
                        });
    }

    @Test
    void leavesOlderRunsAloneWhenPreflightFails() {
        godwit.target.fail("prepare", 1, FailureType.PERMANENT);

        MigrationReport report = godwit.run();

        assertThat(report.outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(report.note()).isEqualTo("nothing was changed");
        assertThat(godwit.target.calls()).containsExactly("prepare");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fill 2.0",
                "enter verify",
                "enter constrain",
                "run 4",
                "enter hold",
                "renew",
                "enter contract",
                "run 5",
                "finish done"
            })
    void waitsOnceRowsWereFilledAndGoesOnWithWhatFailed(String call) {
        godwit.target.fail(call, 1, FailureType.PERMANENT);
        MigrationWorkflow run = godwit.start();
        godwit.awaitWait(run);

        assertThat(run.resume(Harness.ANN).accepted()).isTrue();

        MigrationReport report = godwit.result(run);
        assertThat(report.outcome()).isEqualTo(Outcome.DONE);
        assertThat(report.problems()).isEmpty();
        assertThat(godwit.target.calls()).containsSubsequence(call, "note run.resumed", call);
        assertThat(godwit.target.calls()).filteredOn("run 1"::equals).hasSize(1);
        assertThat(godwit.target.calls()).doesNotContain("planUndo", "reopen");
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"PERMANENT", "PAUSED"})
    void waitsInAnyPhaseForWhatSomebodyHasToMend(FailureType type) {
        godwit.target.prepared = Plans.onFailure("rollback");
        godwit.target.fail("run 1", 1, type);
        godwit.target.fail("run 1", 2, type);
        MigrationWorkflow run = godwit.start();

        assertThat(godwit.awaitWait(run).phase()).isEqualTo(Phase.APPLY);
        run.resume(Harness.ANN);
        godwit.target.awaitCall("note run.resumed");
        godwit.await(
                run,
                it ->
                        it.waitingFor() != null
                                && Collections.frequency(godwit.target.calls(), "run 1") == 2);
        run.resume(Harness.ANN);

        assertThat(godwit.result(run).outcome()).isEqualTo(Outcome.DONE);
        assertThat(godwit.target.calls()).filteredOn("run 1"::equals).hasSize(3);
        assertThat(godwit.target.calls()).filteredOn("enter apply"::equals).hasSize(1);
    }

    @Test
    void asksAgainWhetherTheTablesAreAsTheyWere() {
        godwit.target.fail("enter constrain", 1, FailureType.CHANGED);
        MigrationWorkflow run = godwit.start();
        godwit.awaitWait(run);
        run.resume(Harness.ANN);

        assertThat(godwit.result(run).outcome()).isEqualTo(Outcome.DONE);
        assertThat(godwit.target.calls()).filteredOn("enter constrain"::equals).hasSize(2);
    }

    @Test
    void waitsBeforeBackfillWhenThePlanWantsIt() {
        godwit.target.prepared = Plans.onFailure("wait");
        godwit.target.fail("run 1", 1, FailureType.PERMANENT);
        MigrationWorkflow run = godwit.start();

        assertThat(godwit.awaitWait(run).waitingFor()).isEqualTo("a person: run 1 failed");
        run.resume(Harness.ANN);

        assertThat(godwit.result(run).outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void takesTheRunBackAfterBackfillWhenThePlanWantsIt() {
        Prepared wanted = Plans.onFailure("rollback");
        godwit.target.prepared = wanted;
        godwit.target.fail("run 4", 1, FailureType.PERMANENT);

        MigrationReport report = godwit.run();

        assertThat(report.outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(report.note()).isEqualTo("the old names are gone\ncomments are lost with them");
        assertThat(report.rows()).isEqualTo(2000);
    }
}
