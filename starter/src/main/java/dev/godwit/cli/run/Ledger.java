package dev.godwit.cli.run;

import dev.godwit.cli.client.Pollers;
import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.workflow.Contract;
import dev.godwit.workflow.message.ReadInput;
import dev.godwit.workflow.message.history.History;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads a target's record by a short workflow: the starter holds no database credential. */
public final class Ledger {

    private static final String UNREAD = "GW-525";
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Ledger() {}

    /**
     * What the target says about a run.
     *
     * @throws CliError when no worker reads it, or it cannot be read
     */
    public static History read(Session session, RunHandle run) {
        return read(session, run.target(), run.name());
    }

    /** The runs that a target knows, newest first; as {@link #read}. */
    public static List<History.RunEntry> runs(Session session, String target) {
        return read(session, target, "").runs();
    }

    private static History read(Session session, String target, String run) {
        String queue = session.targets().queue(target);
        Pollers.check(session.link(), queue);
        WorkflowStub stub =
                session.link()
                        .client()
                        .newUntypedWorkflowStub(
                                "ReadWorkflow",
                                WorkflowOptions.newBuilder()
                                        .setWorkflowId(
                                                "godwit-read/%s/%s"
                                                        .formatted(target, UUID.randomUUID()))
                                        .setTaskQueue(Contract.WORKFLOW_QUEUE)
                                        .setWorkflowRunTimeout(LIMIT)
                                        .setStaticSummary("read the ledger of " + target)
                                        .build());
        try {
            stub.start(new ReadInput(Contract.VERSION, target, queue, run));
            return stub.getResult(LIMIT.toSeconds() + 5, TimeUnit.SECONDS, History.class);
        } catch (TimeoutException | WorkflowException failure) {
            throw new CliError(
                    ExitCode.UNREACHABLE,
                    UNREAD,
                    "the record of target %s cannot be read".formatted(target),
                    "task queue " + Contract.activityQueue(queue),
                    "the worker has not answered, or cannot reach the database",
                    "look at the worker's log and its health page");
        }
    }
}
