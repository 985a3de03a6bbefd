package dev.godwit.cli.care.doctor.target;

import dev.godwit.cli.care.Errand;
import dev.godwit.cli.care.doctor.temporal.QueueChecks;
import dev.godwit.cli.client.TemporalLink;
import dev.godwit.workflow.Contract;
import dev.godwit.workflow.message.Finding;
import dev.godwit.workflow.operator.Check;
import dev.godwit.workflow.operator.Check.Level;
import dev.godwit.workflow.operator.InspectInput;
import dev.godwit.workflow.operator.Inspection;
import io.temporal.api.enums.v1.TaskQueueType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One target, as its own worker sees it. */
public final class TargetChecks {

    private static final int SECONDS = 12;
    private static final Duration PATIENCE = Duration.ofSeconds(SECONDS);
    private static final String NAME = "inspection";

    private final TemporalLink link;
    private final String target;
    private final String queue;

    /**
     * @param queue the target's {@code queue}
     */
    public TargetChecks(TemporalLink link, String target, String queue) {
        this.link = link;
        this.target = target;
        this.queue = queue;
    }

    /**
     * What was found.
     *
     * @param ahead how far Temporal's clock is ahead of this machine's; null when it was not seen
     */
    public record Found(List<Check> checks, @Nullable Duration ahead) {}

    /** Looks; waits for the worker's answer for {@value #SECONDS} seconds. */
    public Found look() {
        Check worker =
                QueueChecks.look(
                        link,
                        Contract.activityQueue(queue),
                        TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY);
        if (worker.level() != Level.OK || nobodyRunsWorkflows()) {
            return new Found(
                    worker.level() == Level.OK
                            ? List.of(worker, unseen("no worker polls queue godwit", ""))
                            : List.of(worker),
                    null);
        }
        Errand errand = inspection(target, PATIENCE);
        List<Check> checks = new ArrayList<>(List.of(worker));
        InspectInput input =
                new InspectInput(Contract.VERSION, target, queue, System.currentTimeMillis());
        switch (errand.run(link, input, Inspection.class)) {
            case Errand.Result.Answered<Inspection> answered -> {
                Inspection seen = answered.value();
                checks.add(Skew.check(seen));
                checks.addAll(seen.checks());
                checks.addAll(new Orphans(link, target).check(seen.open(), answered.asked()));
                return new Found(checks, answered.ahead());
            }
            case Errand.Result.Refused<Inspection> refused -> checks.add(refused(refused.why()));
            case Errand.Result.Silent<Inspection> silent ->
                    checks.add(
                            unseen(
                                    "the worker has not answered within %d s".formatted(SECONDS),
                                    silent.because()));
        }
        return new Found(checks, null);
    }

    /** Asks a target's worker to look at it. */
    public static Errand inspection(String target, Duration patience) {
        return new Errand(
                "InspectWorkflow",
                "godwit-inspect/%s/%s".formatted(target, UUID.randomUUID()),
                "look at " + target,
                patience);
    }

    private boolean nobodyRunsWorkflows() {
        return QueueChecks.look(
                                link,
                                Contract.WORKFLOW_QUEUE,
                                TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW)
                        .level()
                != Level.OK;
    }

    private static Check refused(Finding why) {
        return new Check(NAME, Level.FAILURE, why.what(), why.because(), why.next());
    }

    private static Check unseen(String said, String because) {
        return new Check(
                NAME,
                Level.UNKNOWN,
                said,
                because,
                "look at the worker's log and its health page, then: godwit doctor");
    }
}
