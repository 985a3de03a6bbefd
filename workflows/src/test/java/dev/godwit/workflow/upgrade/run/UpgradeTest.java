package dev.godwit.workflow.upgrade.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.workflow.Contract;
import dev.godwit.workflow.Registration;
import dev.godwit.workflow.message.Command;
import dev.godwit.workflow.message.Finding;
import dev.godwit.workflow.upgrade.UpgradeWorkflow;
import dev.godwit.workflow.upgrade.message.Fate;
import dev.godwit.workflow.upgrade.message.Place;
import dev.godwit.workflow.upgrade.message.UpgradeInput;
import dev.godwit.workflow.upgrade.message.UpgradeOutcome;
import dev.godwit.workflow.upgrade.message.UpgradeReport;
import dev.godwit.workflow.upgrade.message.Wishes;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UpgradeTest {

    private static final String RUN = "shop/upgrade";

    private final FakeProject project = new FakeProject();
    private TestWorkflowEnvironment server;

    @BeforeEach
    void start() {
        server = TestWorkflowEnvironment.newInstance();
        Registration.register(server.newWorker(Contract.WORKFLOW_QUEUE));
        Duration often = Duration.ofMillis(50);
        server.newWorker(
                        Contract.activityQueue("shop"),
                        WorkerOptions.newBuilder()
                                .setDefaultHeartbeatThrottleInterval(often)
                                .setMaxHeartbeatThrottleInterval(often)
                                .build())
                .registerActivitiesImplementations(project);
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private UpgradeWorkflow begin() {
        UpgradeWorkflow run =
                server.getWorkflowClient()
                        .newWorkflowStub(
                                UpgradeWorkflow.class,
                                WorkflowOptions.newBuilder()
                                        .setWorkflowId(RUN)
                                        .setTaskQueue(Contract.WORKFLOW_QUEUE)
                                        .build());
        Place place = new Place("shop", "shop", "", "", "");
        WorkflowClient.start(
                run::upgrade,
                new UpgradeInput(Contract.VERSION, place, "upgrade", Wishes.NONE, "ann", false));
        return run;
    }

    private static UpgradeReport end(UpgradeWorkflow run) {
        return WorkflowStub.fromTyped(run).getResult(UpgradeReport.class);
    }

    @Test
    void keepsEverythingThatIsGreenAndTidiesUp() throws Exception {
        UpgradeReport report = end(begin());
        assertThat(report.outcome()).isEqualTo(UpgradeOutcome.DONE);
        assertThat(report.branch()).isEqualTo("godwit/shop/upgrade");
        assertThat(report.head()).isEqualTo("0,a,b,c");
        assertThat(report.baseline()).isEqualTo("GREEN");
        assertThat(report.probes()).isEqualTo(2);
        assertThat(report.remembered()).isEqualTo(2);
        assertThat(report.fates()).extracting(Fate::kind).containsOnly(Fate.Kind.APPLIED);
        assertThat(report.fates())
                .extracting(fate -> fate.name() + " " + fate.changelog().url())
                .containsExactly("a https://github.com/o/a/releases", "b ", "c ");
        assertThat(project.calls)
                .containsExactly("base", "probe 0", "probe 0,a,b,c", "keep 0,a,b,c", "tidy");
        replay();
    }

    @Test
    void whatBreaksIsNamedWithItsOutput() {
        project.red.add("b");
        UpgradeReport report = end(begin());
        assertThat(report.outcome()).isEqualTo(UpgradeOutcome.PARTIAL);
        assertThat(report.fates())
                .filteredOn(fate -> fate.kind() == Fate.Kind.QUARANTINED)
                .singleElement()
                .satisfies(
                        fate ->
                                assertThat(fate.name() + " " + fate.log())
                                        .isEqualTo("b 1/test.log"));
    }

    @Test
    void aRedBaselineIsTheEnd() {
        project.red.add("0");
        UpgradeReport report = end(begin());
        assertThat(report.outcome()).isEqualTo(UpgradeOutcome.RED_BASELINE);
        assertThat(report.baseline()).isEqualTo("RED: exit 1, see 1/test.log");
        assertThat(report.branch()).isEmpty();
        assertThat(report.audit()).isNull();
        assertThat(project.calls).containsExactly("base", "probe 0", "tidy");
    }

    @Test
    void whatCannotBeginSaysEveryReason() {
        Finding one = new Finding("GW-604", "HEAD is detached", "", "", "git switch");
        Finding other = new Finding("GW-605", "not committed", "", "", "git commit");
        project.problems = List.of(one, other);
        UpgradeReport report = end(begin());
        assertThat(report.outcome()).isEqualTo(UpgradeOutcome.REJECTED);
        assertThat(report.problems()).containsExactly(one, other);
        assertThat(project.calls).containsExactly("base");
    }

    @Test
    void aProjectThatCannotBeBuiltHereIsRejectedBeforeAnythingIsTried() {
        project.failsAt = "0";
        UpgradeReport report = end(begin());
        assertThat(report.outcome()).isEqualTo(UpgradeOutcome.REJECTED);
        assertThat(report.problems()).extracting(Finding::code).containsExactly("GW-607");
    }

    @Test
    void whatWasKeptStaysWhenItCannotGoOn() {
        project.red.add("c");
        project.failsAt = "0,a,b";
        UpgradeReport report = end(begin());
        assertThat(report.outcome()).isEqualTo(UpgradeOutcome.FAILED);
        assertThat(report.branch()).isEqualTo("godwit/shop/upgrade");
        assertThat(report.head()).isEqualTo("0,a");
        assertThat(report.problems()).extracting(Finding::code).containsExactly("GW-607");
    }

    @Test
    void anAbortStopsAProbeAndRemovesTheBranch() throws Exception {
        project.red.add("c");
        project.hanging.add("0,a,b");
        UpgradeWorkflow run = begin();
        for (int i = 0; i < 500 && !project.calls.contains("probe 0,a,b"); i++) {
            Thread.sleep(20);
        }
        assertThat(run.progress().doing()).isEqualTo("try b 1.0 -> 1.1");
        assertThat(run.abort(new Command("ann", "wrong day")).accepted()).isTrue();
        UpgradeReport report = end(run);
        assertThat(report.outcome()).isEqualTo(UpgradeOutcome.ROLLED_BACK);
        assertThat(report.branch()).isEmpty();
        assertThat(report.head()).isEqualTo("0");
        assertThat(project.calls.getLast()).isEqualTo("take back");
    }

    @Test
    void twoProbesAreUnderWayAtTheSameTimeAndAnAbortStopsBoth() throws Exception {
        project.lanes = 2;
        project.red.addAll(List.of("b", "c"));
        project.hanging.addAll(List.of("0,a", "0,b,c"));
        UpgradeWorkflow run = begin();
        for (int i = 0; i < 500 && !project.calls.contains("probe 0,b,c"); i++) {
            Thread.sleep(20);
        }
        assertThat(run.progress().doing()).isEqualTo("try a 1.0 -> 1.1; try 2 together, b to c");
        assertThat(run.abort(new Command("ann", "wrong day")).accepted()).isTrue();
        assertThat(end(run).outcome()).isEqualTo(UpgradeOutcome.ROLLED_BACK);
        assertThat(project.ended).contains("0,a", "0,b,c");
        assertThat(project.calls).doesNotContain("keep 0,a");
        assertThat(project.calls.getLast()).isEqualTo("take back");
        replay();
    }

    @Test
    void severalLanesEndWhereOneWould() throws Exception {
        project.lanes = 3;
        project.red.add("b");
        UpgradeReport report = end(begin());
        assertThat(report.outcome()).isEqualTo(UpgradeOutcome.PARTIAL);
        assertThat(report.head()).isEqualTo("0,a,c");
        assertThat(report.probes()).isEqualTo(6);
        assertThat(project.calls).startsWith("base", "together 0", "probe 0,a,b,c");
        assertThat(project.calls.getLast()).isEqualTo("tidy");
        replay();
    }

    private void replay() throws Exception {
        WorkflowReplayer.replayWorkflowExecution(
                server.getWorkflowExecutionHistory(
                        io.temporal.api.common.v1.WorkflowExecution.newBuilder()
                                .setWorkflowId(RUN)
                                .build()),
                Upgrade.class);
    }

    @Test
    void aNewAdvisoryIsWorseThanAVersionLeftBehind() {
        project.red.add("b");
        project.verdict = "findings";
        assertThat(end(begin()).outcome()).isEqualTo(UpgradeOutcome.FINDINGS);
    }

    @Test
    void whatAnAuditCannotTellIsNotClean() {
        project.verdict = "unknown";
        UpgradeReport report = end(begin());
        assertThat(report.outcome()).isEqualTo(UpgradeOutcome.UNKNOWN);
        assertThat(Page.of(report))
                .contains("Audit unknown", "- not asked: osv-scanner: no database is configured");
    }
}
