package dev.godwit.cli.command.drift;

import dev.godwit.cli.care.Errand;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.run.Session;
import dev.godwit.workflow.drift.DriftInput;
import dev.godwit.workflow.drift.DriftReport;
import java.time.Duration;
import java.util.UUID;

/** Has a target compared by its worker, now. */
record DriftErrand(Session session, DriftInput input) {

    static final String WORKFLOW = "DriftWorkflow";
    private static final String SILENT = "GW-751";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** What people read in the Temporal UI. */
    static String summary(DriftInput input) {
        if (input.project() != null) {
            return input.target() + ": is it what its migrations make?";
        }
        return input.against().isEmpty()
                ? input.target() + ": what has changed since the last run?"
                : "%s: in what does it differ from %s?".formatted(input.target(), input.against());
    }

    DriftReport compare() {
        Errand errand =
                new Errand(
                        WORKFLOW,
                        "godwit-drift/%s/%s".formatted(input.target(), UUID.randomUUID()),
                        summary(input),
                        PATIENCE);
        return errand.answer(
                session.link(),
                input,
                DriftReport.class,
                ExitCode.REFUSED,
                SILENT,
                "%s has not been compared in time".formatted(input.target()));
    }
}
