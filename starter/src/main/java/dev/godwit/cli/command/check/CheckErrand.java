package dev.godwit.cli.command.check;

import dev.godwit.cli.care.Errand;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.run.Session;
import dev.godwit.workflow.check.CheckInput;
import dev.godwit.workflow.check.CheckReport;
import java.time.Duration;
import java.util.UUID;

/** Has a target's worker try the migrations of a project. */
record CheckErrand(Session session, CheckInput input) {

    private static final String SILENT = "GW-754";
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    CheckReport check() {
        Errand errand =
                new Errand(
                        "CheckProjectWorkflow",
                        "godwit-check/%s/%s".formatted(input.target(), UUID.randomUUID()),
                        input.target() + ": can the migrations of a project go forth and back?",
                        PATIENCE);
        return errand.answer(
                session.link(),
                input,
                CheckReport.class,
                ExitCode.REFUSED,
                SILENT,
                "the worker of %s has not tried the migrations in time".formatted(input.target()));
    }
}
