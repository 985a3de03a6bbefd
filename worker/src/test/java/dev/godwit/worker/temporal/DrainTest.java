package dev.godwit.worker.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.config.TemporalEndpoint;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stopping does to an activity that runs, on a real server. */
class DrainTest {

    private static final String QUEUE = "drain";

    @TempDir Path folder;

    @Test
    void aRunningActivityEndsAtItsNextHeartbeatAndAnotherWorkerGoesOn() throws Exception {
        int port = DevServer.freePort();
        try (DevServer server = DevServer.start(port, folder)) {
            TemporalEndpoint endpoint =
                    TemporalEndpoint.load(Map.of("TEMPORAL_ADDRESS", "127.0.0.1:" + port), null);
            SliceActivity slice = new SliceActivity();
            Polling first = polling(endpoint, slice);
            WorkflowServiceStubs stubs = endpoint.connect();
            WorkflowStub run = run(endpoint.client(stubs, "test"));
            assertThat(slice.begun.await(60, TimeUnit.SECONDS)).isTrue();

            first.stop();

            assertThat(slice.ended).isEqualTo("ActivityWorkerShutdownException");
            assertThat(slice.virtual).isTrue();
            Polling second = polling(endpoint, slice);
            assertThat(run.getResult(60, TimeUnit.SECONDS, Integer.class)).isEqualTo(2);
            second.stop();
            stubs.shutdownNow();
        }
    }

    private static Polling polling(TemporalEndpoint endpoint, SliceActivity slice)
            throws InterruptedException {
        WorkflowServiceStubs stubs = endpoint.connect();
        CountDownLatch ready = new CountDownLatch(1);
        Polling polling =
                new Polling(
                        new TemporalServer(stubs, endpoint),
                        () -> factory(endpoint.client(stubs, "worker"), slice),
                        stubs,
                        ready::countDown);
        polling.start();
        assertThat(ready.await(60, TimeUnit.SECONDS)).isTrue();
        return polling;
    }

    private static WorkerFactory factory(WorkflowClient client, SliceActivity slice) {
        WorkerFactory factory = WorkerFactory.newInstance(client);
        Worker worker =
                factory.newWorker(
                        QUEUE,
                        WorkerOptions.newBuilder()
                                .setUsingVirtualThreadsOnActivityWorker(true)
                                .build());
        worker.registerWorkflowImplementationTypes(RunWorkflow.class);
        worker.registerActivitiesImplementations(slice);
        return factory;
    }

    private static WorkflowStub run(WorkflowClient client) {
        Run run =
                client.newWorkflowStub(
                        Run.class,
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(QUEUE)
                                .setWorkflowId("drained")
                                .build());
        WorkflowClient.start(run::run);
        return WorkflowStub.fromTyped(run);
    }

    @WorkflowInterface
    public interface Run {
        @WorkflowMethod
        int run();
    }

    /** Runs one slice. */
    public static final class RunWorkflow implements Run {
        @Override
        public int run() {
            return Workflow.newActivityStub(
                            Slice.class,
                            ActivityOptions.newBuilder()
                                    .setStartToCloseTimeout(Duration.ofMinutes(5))
                                    .setHeartbeatTimeout(Duration.ofSeconds(6))
                                    .build())
                    .fill();
        }
    }

    @ActivityInterface
    public interface Slice {
        int fill();
    }

    /** Its first attempt never ends by itself, its second answers at once. */
    static final class SliceActivity implements Slice {
        final CountDownLatch begun = new CountDownLatch(1);
        volatile String ended = "";
        volatile boolean virtual;

        @Override
        public int fill() {
            int attempt = Activity.getExecutionContext().getInfo().getAttempt();
            virtual = Thread.currentThread().isVirtual();
            try {
                while (attempt == 1) {
                    Activity.getExecutionContext().heartbeat("running");
                    begun.countDown();
                    Thread.sleep(100);
                }
            } catch (RuntimeException end) {
                ended = end.getClass().getSimpleName();
                throw end;
            } catch (InterruptedException cut) {
                ended = "interrupted";
                Thread.currentThread().interrupt();
                throw new IllegalStateException(cut);
            }
            return attempt;
        }
    }
}
