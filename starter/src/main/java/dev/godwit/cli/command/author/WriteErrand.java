package dev.godwit.cli.command.author;

import dev.godwit.cli.care.Errand;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.run.Session;
import dev.godwit.workflow.writing.WriteInput;
import dev.godwit.workflow.writing.WriteInput.What;
import dev.godwit.workflow.writing.WriteReport;
import java.time.Duration;
import java.util.UUID;

/** Has a target's worker write migrations into a project of its host. */
record WriteErrand(Session session, WriteInput input) {

    private static final String SILENT = "GW-782";
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** All migrations of a project, several times. */
    private static final Duration TRIAL = Duration.ofMinutes(30);

    WriteReport write() {
        Errand errand =
                new Errand(
                        "WriteMigrationWorkflow",
                        "godwit-new/%s/%s".formatted(input.target(), UUID.randomUUID()),
                        input.target() + ": a new migration",
                        input.what() == What.SQUASH ? TRIAL : PATIENCE);
        return errand.answer(
                session.link(),
                input,
                WriteReport.class,
                ExitCode.REFUSED,
                SILENT,
                "the worker of %s has not written the migration in time".formatted(input.target()));
    }
}
