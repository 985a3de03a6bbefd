package dev.godwit.workflow.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.workflow.Contract;
import dev.godwit.workflow.FailureType;
import dev.godwit.workflow.MigrationWorkflow;
import dev.godwit.workflow.Outcome;
import dev.godwit.workflow.activity.Prepared;
import dev.godwit.workflow.message.Command;
import dev.godwit.workflow.message.Finding;
import dev.godwit.workflow.release.ReleaseRollbackWorkflow;
import dev.godwit.workflow.release.ReleaseWorkflow;
import dev.godwit.workflow.release.message.ReleaseBackInput;
import dev.godwit.workflow.release.message.ReleaseInput;
import dev.godwit.workflow.release.message.ReleaseReport;
import dev.godwit.workflow.release.message.Stage;
import dev.godwit.workflow.release.run.Release;
import dev.godwit.workflow.upgrade.UpgradeWorkflow;
import dev.godwit.workflow.upgrade.message.Place;
import dev.godwit.workflow.upgrade.message.UpgradeInput;
import dev.godwit.workflow.upgrade.message.UpgradeOutcome;
import dev.godwit.workflow.upgrade.message.Wishes;
import dev.godwit.workflow.upgrade.run.FakeProject;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.WorkflowReplayer;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseTest {

    private static final String NAME = "shop/rename";
    private static final String UPGRADE = "core/upgrade";
    private final FakeProject project = new FakeProject();
    private final Harness godwit = new Harness("core", project);

    @BeforeEach
    void prepare() {
        godwit.target.prepared = Plans.split();
    }

    @AfterEach
    void close() {
        godwit.close();
    }

    private ReleaseWorkflow start(UpgradeOutcome... accept) {
        ReleaseWorkflow release = godwit.stub(ReleaseWorkflow.class, NAME);
        WorkflowClient.start(release::release, input(accept));
        return release;
    }

    private static ReleaseInput input(UpgradeOutcome... accept) {
        Place place = new Place("core", "core", "", "", "");
        return new ReleaseInput(
                Contract.VERSION,
                "rename",
                Plans.input(true),
                new UpgradeInput(Contract.VERSION, place, "upgrade", Wishes.NONE, "ann@desk", true),
                List.of(accept),
                "ann@desk",
                true);
    }

    private MigrationWorkflow migration() {
        return godwit.server
                .getWorkflowClient()
                .newWorkflowStub(MigrationWorkflow.class, Harness.RUN);
    }

    private static ReleaseReport end(ReleaseWorkflow release) {
        return WorkflowStub.fromTyped(release).getResult(ReleaseReport.class);
    }

    private static ReleaseReport awaitStage(ReleaseWorkflow release, Stage stage) {
        ReleaseReport report = release.progress();
        for (int i = 0; i < 600 && report.stage() != stage; i++) {
            Harness.pause();
            report = release.progress();
        }
        assertThat(report.stage()).isEqualTo(stage);
        return report;
    }

    private void awaitProbe(String call) {
        for (int i = 0; i < 600 && !project.calls.contains(call); i++) {
            Harness.pause();
        }
        assertThat(project.calls).contains(call);
    }

    @Test
    void upgradesBetweenApplyAndBackfill() throws Exception {
        project.hanging.add("0,a,b,c");
        ReleaseWorkflow release = start();
        awaitProbe("probe 0,a,b,c");

        assertThat(godwit.target.calls()).contains("run 1").doesNotContain("enter backfill");
        assertThat(migration().progress().waitingFor())
                .isEqualTo("the upgrade of release shop/rename");
        project.hanging.clear();

        ReleaseReport report = end(release);
        assertThat(report.outcome()).isEqualTo(Outcome.DONE);
        assertThat(Objects.requireNonNull(report.migrated()).outcome()).isEqualTo(Outcome.DONE);
        assertThat(Objects.requireNonNull(report.upgraded()).head()).isEqualTo("0,a,b,c");
        assertThat(godwit.target.notes)
                .filteredOn(note -> note.event().equals("gate.approved"))
                .singleElement()
                .satisfies(
                        note ->
                                assertThat(note.text())
                                        .isEqualTo(
                                                "before backfill, by its release: its release"
                                                        + " shop/rename goes on"));
        WorkflowReplayer.replayWorkflowExecution(
                godwit.server.getWorkflowExecutionHistory(
                        WorkflowExecution.newBuilder().setWorkflowId(NAME).build()),
                Release.class);
        WorkflowReplayer.replayWorkflowExecution(godwit.history(""), Migration.class);
    }

    @Test
    void takesTheSchemaBackWhenTheProjectIsRedAsItIs() {
        project.red.add("0");

        ReleaseReport report = end(start());

        assertThat(report.outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(report.problems()).extracting(Finding::code).containsExactly("GW-681");
        assertThat(godwit.target.calls()).contains("undo 1").doesNotContain("enter backfill");
        assertThat(project.calls).doesNotContain("take back");
    }

    @Test
    void takesBothBackWhenSomethingCouldNotBeMoved() {
        project.red.add("b");

        ReleaseReport report = end(start());

        assertThat(report.outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(report.problems().getFirst().next()).contains("accept");
        assertThat(project.calls).contains("take back");
        assertThat(godwit.target.calls()).contains("undo 1").doesNotContain("enter backfill");
    }

    @Test
    void goesOnWithWhatThePlanAccepts() {
        project.red.add("b");

        ReleaseReport report = end(start(UpgradeOutcome.PARTIAL));

        assertThat(report.outcome()).isEqualTo(Outcome.DONE);
        assertThat(godwit.target.calls()).contains("enter contract");
        assertThat(project.calls).doesNotContain("take back");
    }

    @Test
    void doesNotTouchTheProjectWhenTheSchemaCannotChange() {
        Finding wrong = new Finding("GW-201", "no such table", "split.yaml:3", "", "correct it");
        godwit.target.prepared = Plans.verdict(Prepared.Verdict.REJECTED, wrong);

        ReleaseReport report = end(start());

        assertThat(report.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(report.problems()).containsExactly(wrong);
        assertThat(project.calls).isEmpty();
    }

    @Test
    void takesTheUpgradeBackWhenTheMigrationGoesBack() {
        godwit.target.prepared = Plans.onFailure("rollback");
        godwit.target.fail("run 4", 1, FailureType.PERMANENT);

        ReleaseReport report = end(start());

        assertThat(report.outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(report.problems()).extracting(Finding::what).contains("run 4 failed");
        assertThat(project.calls.getLast()).isEqualTo("take back");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run 1", "fill 2.0", "run 5"})
    void anAbortEndsWhatTheMigrationDoes(String call) {
        godwit.target.hang(call);
        ReleaseWorkflow release = start();
        godwit.target.awaitCall(call);

        assertThat(release.abort(Harness.ANN).accepted()).isTrue();

        assertThat(end(release).outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(godwit.target.calls()).contains("undo 1");
        assertThat(project.calls.contains("take back")).isEqualTo(!call.equals("run 1"));
        assertThat(godwit.target.undos).extracting("actor").containsExactly("ann@desk");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAbortOrACancelEndsWhatTheUpgradeDoes(boolean abort) {
        project.hanging.add("0,a,b,c");
        ReleaseWorkflow release = start();
        awaitProbe("probe 0,a,b,c");

        if (abort) {
            assertThat(release.abort(Harness.ANN).accepted()).isTrue();
            assertThat(end(release).outcome()).isEqualTo(Outcome.ROLLED_BACK);
        } else {
            WorkflowStub.fromTyped(release).cancel();
            awaitStage(release, Stage.ENDED);
            assertThat(release.progress().outcome()).isEqualTo(Outcome.ROLLED_BACK);
        }
        assertThat(project.calls.getLast()).isEqualTo("take back");
        assertThat(godwit.target.calls()).contains("undo 1").doesNotContain("enter backfill");
    }

    @Test
    void whatWasAppliedBeforeStays() {
        godwit.target.prepared = Plans.verdict(Prepared.Verdict.ALREADY_APPLIED);
        project.red.add("0");

        ReleaseReport report = end(start());

        assertThat(report.outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(godwit.target.calls()).doesNotContain("planUndo");
        project.red.clear();
        assertThat(end(start()).note()).isEqualTo("its schema was applied before");
    }

    @Test
    void stopsTheUpgradeWhenPeopleTakeTheMigrationBack() {
        project.hanging.add("0,a,b,c");
        ReleaseWorkflow release = start();
        awaitProbe("probe 0,a,b,c");

        migration().abort(Harness.ANN);

        assertThat(end(release).outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(project.calls.getLast()).isEqualTo("take back");
    }

    @Test
    void leavesAnUpgradeAloneThatIsNotItsOwn() {
        project.hanging.add("0");
        UpgradeWorkflow other = godwit.stub(UpgradeWorkflow.class, UPGRADE);
        WorkflowClient.start(other::upgrade, input().upgrade());
        awaitProbe("probe 0");

        ReleaseReport report = end(start());

        assertThat(report.outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(report.problems().getFirst().what())
                .isEqualTo("core/upgrade is under way already");
        assertThat(project.calls).doesNotContain("take back");
        assertThat(other.progress().outcome()).isEqualTo(UpgradeOutcome.RUNNING);
    }

    @Test
    void aMigrationWhoseReleaseIsGoneCanBeLetGoOnByPeople() {
        project.hanging.add("0,a,b,c");
        ReleaseWorkflow release = start();
        awaitProbe("probe 0,a,b,c");
        WorkflowStub.fromTyped(release).terminate("lost");

        MigrationWorkflow run = migration();
        assertThat(run.approve(new Command("bob@desk", "goes alone")).accepted()).isTrue();

        assertThat(godwit.result(run).outcome()).isEqualTo(Outcome.DONE);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void takesTheCodeBackBeforeTheSchemaThatItUses(boolean possible) {
        assertThat(end(start()).outcome()).isEqualTo(Outcome.DONE);
        project.stuck = !possible;

        ReleaseRollbackWorkflow back = godwit.stub(ReleaseRollbackWorkflow.class, NAME);
        WorkflowClient.start(
                back::rollback,
                new ReleaseBackInput(input(), true, "main", "0", "bob@desk", "too early"));
        ReleaseReport report = WorkflowStub.fromTyped(back).getResult(ReleaseReport.class);

        assertThat(project.calls.getLast()).isEqualTo("take back");
        assertThat(report.outcome())
                .isEqualTo(possible ? Outcome.ROLLED_BACK : Outcome.ROLLBACK_INCOMPLETE);
        assertThat(godwit.target.calls().contains("undo 1")).isEqualTo(possible);
        assertThat(report.problems()).hasSize(possible ? 0 : 1);
    }
}
