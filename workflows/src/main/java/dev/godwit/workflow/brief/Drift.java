package dev.godwit.workflow.brief;

import dev.godwit.workflow.Outcome;
import dev.godwit.workflow.Phase;
import dev.godwit.workflow.call.DriftCalls;
import dev.godwit.workflow.call.OperatorCalls;
import dev.godwit.workflow.drift.CatalogCopy;
import dev.godwit.workflow.drift.CompareInput;
import dev.godwit.workflow.drift.CopyInput;
import dev.godwit.workflow.drift.DriftInput;
import dev.godwit.workflow.drift.DriftReport;
import dev.godwit.workflow.drift.DriftWorkflow;
import dev.godwit.workflow.operator.Notice;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.List;

/** Each catalog is read on its own database's queue. */
public final class Drift implements DriftWorkflow {

    @Override
    public DriftReport compare(DriftInput input) {
        CatalogCopy other =
                input.against().isEmpty()
                        ? null
                        : new DriftCalls(input.againstQueue())
                                .copy(new CopyInput(input.contract(), input.against()));
        DriftReport report =
                new DriftCalls(input.queue())
                        .compare(
                                new CompareInput(
                                        input.contract(),
                                        input.target(),
                                        input.privileges(),
                                        input.accept(),
                                        input.actor(),
                                        other,
                                        input.project()));
        if (input.tell() && !report.differences().isEmpty()) {
            new OperatorCalls(input.queue()).tell(notice(input, report));
        }
        return report;
    }

    private static Notice notice(DriftInput input, DriftReport report) {
        int all = report.differences().size() + report.more();
        String command =
                input.against().isEmpty()
                        ? "godwit drift " + input.target()
                        : "godwit drift %s --against %s".formatted(input.target(), input.against());
        return new Notice(
                Workflow.getInfo().getWorkflowId(),
                input.target(),
                input.queue(),
                input.target() + "/drift",
                Outcome.DRIFTED,
                Phase.VERIFY,
                Instant.ofEpochMilli(Workflow.currentTimeMillis()).toString(),
                "%s differs from %s in %,d, first %s"
                        .formatted(
                                input.target(),
                                report.against(),
                                all,
                                report.differences().getFirst().object()),
                List.of(command));
    }
}
