package dev.godwit.workflow.run;

import dev.godwit.workflow.NoticeWorkflow;
import dev.godwit.workflow.Outcome;
import dev.godwit.workflow.call.Summary;
import dev.godwit.workflow.message.Finding;
import dev.godwit.workflow.message.Progress;
import dev.godwit.workflow.operator.Notice;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.workflow.Async;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Has people told when a run begins to wait or ends. Each piece of news is a workflow of its own
 * that outlives the run: whoever cannot be reached holds nothing up.
 */
final class Herald {

    private final String target;
    private final String queue;
    private final BooleanSupplier wanted;
    private final List<Promise<WorkflowExecution>> sent = new ArrayList<>();

    /**
     * @param wanted whether anybody asked to be told, as far as is known by now
     */
    Herald(String target, String queue, BooleanSupplier wanted) {
        this.target = target;
        this.queue = queue;
        this.wanted = wanted;
    }

    /** Sends it on its way, if it is news. */
    void tell(Progress progress) {
        if (wanted.getAsBoolean() && news(progress)) {
            Workflow.newDetachedCancellationScope(() -> send(progress)).run();
        }
    }

    /** Returns when all news is on its way, so that the end of the run does not swallow it. */
    void underWay() {
        Workflow.newDetachedCancellationScope(() -> Promise.allOf(sent).get()).run();
    }

    private static boolean news(Progress progress) {
        return switch (progress.outcome()) {
            case WAITING, DONE, ROLLED_BACK, ROLLBACK_INCOMPLETE, FAILED -> true;
            case RUNNING, REJECTED, REFUSED, DRIFTED -> false;
        };
    }

    private void send(Progress progress) {
        String id = progress.run() + "/notice/" + Workflow.randomUUID();
        NoticeWorkflow child =
                Workflow.newChildWorkflowStub(
                        NoticeWorkflow.class,
                        ChildWorkflowOptions.newBuilder()
                                .setWorkflowId(id)
                                .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
                                .setStaticSummary(Summary.of("tell: " + text(progress)))
                                .build());
        Async.procedure(
                child::tell,
                new Notice(
                        id,
                        target,
                        queue,
                        progress.run(),
                        outcome(progress),
                        progress.phase(),
                        Instant.ofEpochMilli(Workflow.currentTimeMillis()).toString(),
                        text(progress),
                        progress.next()));
        sent.add(Workflow.getWorkflowExecution(child));
    }

    /** A run that waits because something failed is news of a failure. */
    private static Outcome outcome(Progress progress) {
        return progress.outcome() == Outcome.WAITING && !progress.problems().isEmpty()
                ? Outcome.FAILED
                : progress.outcome();
    }

    private static String text(Progress progress) {
        String words = progress.run() + ": " + progress.outcome().toString().replace('_', ' ');
        if (progress.waitingFor() != null) {
            return words + " for " + progress.waitingFor();
        }
        List<Finding> problems = progress.problems();
        return problems.isEmpty() ? words : words + ": " + problems.getFirst().what();
    }
}
