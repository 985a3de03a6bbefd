package dev.godwit.workflow.run;

import static org.assertj.core.api.Assertions.fail;

import dev.godwit.workflow.Attributes;
import dev.godwit.workflow.Contract;
import dev.godwit.workflow.MigrationWorkflow;
import dev.godwit.workflow.Registration;
import dev.godwit.workflow.message.Command;
import dev.godwit.workflow.message.MigrationReport;
import dev.godwit.workflow.message.Progress;
import dev.godwit.workflow.upgrade.activity.UpgradeActivities;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A Temporal server in memory that skips time, and one worker. The only class of the tests that
 * knows this engine. Time is skipped only while somebody waits for {@link #result}.
 */
final class Harness implements AutoCloseable {

    static final Command ANN = new Command("ann@desk", "looks right");
    static final String RUN = "shop/split";

    final FakeActivities target = new FakeActivities();
    final FakeOperator operator = new FakeOperator();
    final TestWorkflowEnvironment server;

    Harness() {
        this("", null);
    }

    /** With a project of its own queue beside the target. */
    Harness(String queue, @Nullable UpgradeActivities project) {
        server = TestWorkflowEnvironment.newInstance(options());
        Registration.register(server.newWorker(Contract.WORKFLOW_QUEUE));
        WorkerOptions often =
                WorkerOptions.newBuilder()
                        .setDefaultHeartbeatThrottleInterval(Duration.ofMillis(50))
                        .setMaxHeartbeatThrottleInterval(Duration.ofMillis(50))
                        .build();
        server.newWorker(Contract.activityQueue("shop"), often)
                .registerActivitiesImplementations(target, operator);
        if (project != null) {
            server.newWorker(Contract.activityQueue(queue), often)
                    .registerActivitiesImplementations(project);
        }
        server.start();
    }

    /** Starts the run of {@link Plans} with what the fake's preflight says. */
    MigrationWorkflow start() {
        MigrationWorkflow run = stub(MigrationWorkflow.class, RUN);
        WorkflowClient.start(run::migrate, Plans.input(true));
        return run;
    }

    <T> T stub(Class<T> type, String id) {
        return server.getWorkflowClient()
                .newWorkflowStub(
                        type,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId(id)
                                .setTaskQueue(Contract.WORKFLOW_QUEUE)
                                .setWorkflowIdConflictPolicy(
                                        WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
                                .build());
    }

    /** Waits for the end, and lets time fly meanwhile. */
    MigrationReport result(Object run) {
        return WorkflowStub.fromTyped(run).getResult(MigrationReport.class);
    }

    /** Starts, and waits for the end. */
    MigrationReport run() {
        return result(start());
    }

    /** Waits, in real time, until it waits for something. */
    Progress awaitWait(MigrationWorkflow run) {
        return await(run, progress -> progress.waitingFor() != null);
    }

    Progress await(MigrationWorkflow run, Predicate<Progress> wanted) {
        Progress progress = run.progress();
        for (int i = 0; i < 600; i++) {
            if (wanted.test(progress)) {
                return progress;
            }
            pause();
            progress = run.progress();
        }
        return fail("still " + progress + " after " + target.calls());
    }

    /** The history of the newest execution of a workflow, or of the one given. */
    WorkflowExecutionHistory history(String execution) {
        return server.getWorkflowExecutionHistory(
                WorkflowExecution.newBuilder().setWorkflowId(RUN).setRunId(execution).build());
    }

    /**
     * {@code -Dgodwit.test.temporal=HOST:PORT} runs the tests on a real server instead; those that
     * wait for hours are then left out by hand.
     */
    private static TestEnvironmentOptions options() {
        TestEnvironmentOptions.Builder options =
                TestEnvironmentOptions.newBuilder()
                        .setWorkflowClientOptions(
                                WorkflowClientOptions.newBuilder().setIdentity("test").build());
        String real = System.getProperty("godwit.test.temporal");
        if (real != null) {
            return options.setUseExternalService(true).setTarget(real).build();
        }
        Attributes.ALL.forEach(
                key ->
                        options.registerSearchAttribute(
                                key.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD));
        return options.build();
    }

    @Override
    public void close() {
        server.close();
    }

    /** A moment of real time. */
    static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
