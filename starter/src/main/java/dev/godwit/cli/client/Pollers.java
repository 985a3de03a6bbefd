package dev.godwit.cli.client;

import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.workflow.Contract;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.api.taskqueue.v1.PollerInfo;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Whether anybody does the work. */
public final class Pollers {

    private static final String NOBODY = "GW-511";

    /** A poll lasts up to a minute; the server remembers pollers for five. */
    private static final Duration FRESH = Duration.ofSeconds(75);

    private Pollers() {}

    /**
     * A worker that has asked for work within the last five minutes.
     *
     * @param last when it did, by the server's clock
     */
    public record Poller(String identity, Instant last) {

        /** Whether it is there now, as far as can be told. */
        public boolean fresh() {
            return last.isAfter(Instant.now().minus(FRESH));
        }
    }

    /**
     * Returns when a worker polls the workflows' queue and the target's.
     *
     * @param queue the target's {@code queue}
     * @throws CliError naming the queue that nobody polls
     */
    public static void check(TemporalLink link, String queue) {
        List<String> missing = new ArrayList<>();
        String activities = Contract.activityQueue(queue);
        if (!polled(link, activities, TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY)) {
            missing.add(activities);
        }
        if (!polled(link, Contract.WORKFLOW_QUEUE, TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW)) {
            missing.add(Contract.WORKFLOW_QUEUE);
        }
        if (!missing.isEmpty()) {
            String queues = String.join(" and ", missing);
            throw nobody(queues, "no worker polls queue " + queues, "");
        }
    }

    private static boolean polled(TemporalLink link, String queue, TaskQueueType type) {
        return of(link, queue, type).stream().anyMatch(Poller::fresh);
    }

    /**
     * The workers that poll a task queue, or did minutes ago.
     *
     * @throws CliError when Temporal does not answer
     */
    public static List<Poller> of(TemporalLink link, String queue, TaskQueueType type) {
        DescribeTaskQueueRequest request =
                DescribeTaskQueueRequest.newBuilder()
                        .setNamespace(link.endpoint().namespace())
                        .setTaskQueue(TaskQueue.newBuilder().setName(queue))
                        .setTaskQueueType(type)
                        .build();
        try {
            return link
                    .stubs()
                    .blockingStub()
                    .withDeadlineAfter(TemporalLink.PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                    .describeTaskQueue(request)
                    .getPollersList()
                    .stream()
                    .map(Pollers::poller)
                    .toList();
        } catch (StatusRuntimeException failure) {
            throw link.unreachable(failure);
        }
    }

    /** A worker that should answer does not. */
    public static CliError nobody(String queue, String what, String because) {
        return new CliError(
                ExitCode.UNREACHABLE,
                NOBODY,
                what,
                "task queue " + queue,
                because,
                """
                godwit dev                     starts a worker for this godwit.yaml, with a stack
                java -jar godwit-worker.jar    starts one where the database can be reached""");
    }

    private static Poller poller(PollerInfo poller) {
        return new Poller(
                poller.getIdentity(),
                Instant.ofEpochSecond(
                        poller.getLastAccessTime().getSeconds(),
                        poller.getLastAccessTime().getNanos()));
    }
}
