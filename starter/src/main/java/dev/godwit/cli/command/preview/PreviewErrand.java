package dev.godwit.cli.command.preview;

import dev.godwit.cli.care.Errand;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.run.Session;
import dev.godwit.workflow.preview.PreviewInput;
import dev.godwit.workflow.preview.PreviewReport;
import java.time.Duration;
import java.util.UUID;

/** Has a target's worker say what a run of a plan would do. */
record PreviewErrand(Session session, PreviewInput input) {

    private static final String SILENT = "GW-757";

    /** A way back of a project's migration may have to be tried first. */
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    PreviewReport look() {
        Errand errand =
                new Errand(
                        "PreviewWorkflow",
                        "godwit-plan/%s/%s/%s"
                                .formatted(input.target(), input.plan(), UUID.randomUUID()),
                        "%s: what would plan %s do?".formatted(input.target(), input.plan()),
                        PATIENCE);
        return errand.answer(
                session.link(),
                input,
                PreviewReport.class,
                ExitCode.REFUSED,
                SILENT,
                "the worker of %s has not looked at the plan in time".formatted(input.target()));
    }
}
