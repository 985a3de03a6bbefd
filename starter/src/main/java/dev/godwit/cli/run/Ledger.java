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
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads a target's record by short workflows: the starter holds no database credential. */
public final class Ledger {

    private static final String UNREAD = "GW-525";
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Session session;
    private final String target;
    private final String run;
    private final String queue;

    private Ledger(Session session, String target, String run) {
        this.session = session;
        this.target = target;
        this.run = run;
        this.queue = session.targets().queue(target);
        Pollers.check(session.link(), queue);
    }

    /**
     * All that the target says about a run, page by page.
     *
     * @param detail whether steps, samples and proof of its newest run are wanted as well
     * @throws CliError when no worker reads it, or it cannot be read
     */
    public static History read(Session session, RunHandle run, boolean detail) {
        return new Ledger(session, run.target(), run.name()).all(detail);
    }

    /** The runs that a target knows, newest first; as {@link #read}. */
    public static List<History.RunEntry> runs(Session session, String target) {
        return new Ledger(session, target, "").page(0, false).runs();
    }

    private History all(boolean detail) {
        History first = page(0, detail);
        List<History.LedgerEntry> entries = new ArrayList<>();
        List<History.LedgerEntry> more = first.entries();
        while (!more.isEmpty()) {
            entries.addAll(more);
            long last = more.getLast().id();
            more = page(last, false).entries().stream().filter(line -> line.id() > last).toList();
        }
        return new History(first.runs(), entries, first.detail());
    }

    private History page(long after, boolean detail) {
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
            stub.start(new ReadInput(Contract.VERSION, target, queue, run, after, detail));
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
