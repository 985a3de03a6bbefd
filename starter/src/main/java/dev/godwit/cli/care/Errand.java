package dev.godwit.cli.care;

import dev.godwit.cli.client.TemporalLink;
import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.workflow.Contract;
import dev.godwit.workflow.message.Finding;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TimeoutFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A short workflow that asks a target's worker for something: the starter holds no database
 * credential.
 *
 * @param type of the workflow
 * @param id of the workflow
 * @param summary what people read in the Temporal UI
 * @param patience how long the answer is waited for; the workflow itself ends soon after
 */
public record Errand(String type, String id, String summary, Duration patience) {

    private static final String FAILED = "GW-574";
    private static final Duration GRACE = Duration.ofSeconds(10);

    /** How it went. */
    public sealed interface Result<T> {

        /**
         * The worker has answered.
         *
         * @param asked when the server took the question, by its own clock
         * @param ahead how far the server's clock is ahead of this machine's, at least; negative:
         *     behind
         */
        record Answered<T>(T value, Instant asked, Duration ahead) implements Result<T> {}

        /** The worker says why it cannot. */
        record Refused<T>(Finding why) implements Result<T> {}

        /** There was no answer in time. @param because what is known about it; may be empty */
        record Silent<T>(String because) implements Result<T> {}
    }

    /**
     * Runs it to its end, or until patience ends.
     *
     * @throws io.temporal.client.WorkflowExecutionAlreadyStarted when one of that id is under way
     * @throws WorkflowServiceException when Temporal does not answer
     */
    public <T> Result<T> run(TemporalLink link, Object input, Class<T> answer) {
        WorkflowStub stub = link.client().newUntypedWorkflowStub(type, options());
        Instant before = Instant.now();
        WorkflowExecution execution = link.within(() -> stub.start(input));
        Instant after = Instant.now();
        try {
            T value = stub.getResult(patience.toMillis(), TimeUnit.MILLISECONDS, answer);
            Instant asked = link.within(stub::describe).getStartTime();
            return new Result.Answered<>(value, asked, ahead(asked, before, after));
        } catch (TimeoutException late) {
            return new Result.Silent<>(pending(link, execution));
        } catch (WorkflowFailedException failure) {
            return failed(failure);
        }
    }

    /**
     * Runs it and takes its answer.
     *
     * @param refused how the command ends when the worker says that it cannot
     * @param code and {@code what}: the problem when there is no answer in time
     * @throws CliError when there is no answer
     */
    public <T> T answer(
            TemporalLink link,
            Object input,
            Class<T> answer,
            ExitCode refused,
            String code,
            String what) {
        return switch (run(link, input, answer)) {
            case Result.Answered<T> answered -> answered.value();
            case Result.Refused<T> why -> throw new CliError(refused, List.of(why.why()), null);
            case Result.Silent<T> silent ->
                    throw new CliError(
                            ExitCode.UNREACHABLE,
                            code,
                            what,
                            "workflow " + id,
                            silent.because(),
                            "look at the worker's log, or: godwit doctor");
        };
    }

    private WorkflowOptions options() {
        return WorkflowOptions.newBuilder()
                .setWorkflowId(id)
                .setTaskQueue(Contract.WORKFLOW_QUEUE)
                .setWorkflowRunTimeout(patience.plus(GRACE))
                .setStaticSummary(summary)
                .build();
    }

    /** Zero when the server's time lies between two looks at this machine's. */
    static Duration ahead(Instant server, Instant before, Instant after) {
        if (server.isBefore(before)) {
            return Duration.between(before, server);
        }
        return server.isAfter(after) ? Duration.between(after, server) : Duration.ZERO;
    }

    private static <T> Result<T> failed(WorkflowFailedException failure) {
        for (Throwable at = failure.getCause(); at != null; at = at.getCause()) {
            if (at instanceof TimeoutFailure) {
                return new Result.Silent<>("it was tried until its time was up");
            }
            if (at instanceof ApplicationFailure words) {
                return new Result.Refused<>(finding(words));
            }
        }
        return new Result.Silent<>("its workflow was ended by somebody");
    }

    private static Finding finding(ApplicationFailure words) {
        return words.getDetails().getSize() > 0
                ? words.getDetails().get(0, Finding.class)
                : new Finding(
                        FAILED,
                        words.getOriginalMessage(),
                        "",
                        "",
                        "look at the worker's log and its health page");
    }

    /** What the server knows of work that does not end. */
    private static String pending(TemporalLink link, WorkflowExecution execution) {
        DescribeWorkflowExecutionResponse description =
                link.stubs()
                        .blockingStub()
                        .withDeadlineAfter(TemporalLink.PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                        .describeWorkflowExecution(
                                DescribeWorkflowExecutionRequest.newBuilder()
                                        .setNamespace(link.endpoint().namespace())
                                        .setExecution(execution)
                                        .build());
        if (description.hasPendingWorkflowTask()
                && description.getPendingWorkflowTask().getAttempt() > 1) {
            return "the worker cannot run this workflow: it may be older than this starter";
        }
        return description.getPendingActivitiesList().stream()
                .map(Errand::pending)
                .findFirst()
                .orElse("no worker has taken it up");
    }

    private static String pending(PendingActivityInfo activity) {
        return activity.hasLastFailure()
                ? activity.getLastFailure().getMessage()
                : activity.hasLastStartedTime()
                        ? "the worker is still at it"
                        : "no worker has taken it up";
    }
}
