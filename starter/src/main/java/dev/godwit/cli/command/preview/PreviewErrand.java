package dev.godwit.cli.command.preview;

import dev.godwit.cli.care.Errand;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.run.Session;
import dev.godwit.workflow.preview.PreviewInput;
import dev.godwit.workflow.preview.PreviewReport;
import java.time.Duration;
import java.util.UUID;

/**
 * Has a target's worker say what a run of a plan would do.
 *
 * @param patience how long it is waited for
 */
record PreviewErrand(Session session, PreviewInput input, Duration patience) {

    private static final String SILENT = "GW-757";

    /** Expressions of the plan are tried on rows. */
    static final Duration PLAN = Duration.ofMinutes(5);

    /** A way back of a project's migration may have to be tried first. */
    static final Duration PROJECT = Duration.ofMinutes(30);

    PreviewReport look() {
        Errand errand =
                new Errand(
                        "PreviewWorkflow",
                        "godwit-plan/%s/%s/%s"
                                .formatted(input.target(), input.plan(), UUID.randomUUID()),
                        "%s: what would plan %s do?".formatted(input.target(), input.plan()),
                        patience);
        return errand.answer(
                session.link(),
                input,
                PreviewReport.class,
                ExitCode.REFUSED,
                SILENT,
                "the worker of %s has not looked at the plan in time".formatted(input.target()));
    }
}
