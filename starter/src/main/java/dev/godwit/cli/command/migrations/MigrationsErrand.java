package dev.godwit.cli.command.migrations;

import dev.godwit.cli.care.Errand;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.run.Session;
import dev.godwit.config.Target;
import dev.godwit.workflow.Contract;
import dev.godwit.workflow.operator.FindMigrationsInput;
import dev.godwit.workflow.operator.FoundMigrations;
import java.time.Duration;
import java.util.UUID;

/** Asks a target's worker which migrations are pending. */
record MigrationsErrand(Session session, Target target) {

    private static final String SILENT = "GW-747";

    /** A repository may have to be cloned first. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    FoundMigrations find(String source, String text) {
        Errand errand =
                new Errand(
                        "FindMigrationsWorkflow",
                        "godwit-pending/%s/%s".formatted(target.name(), UUID.randomUUID()),
                        target.name() + ": what is pending?",
                        PATIENCE);
        FindMigrationsInput input =
                new FindMigrationsInput(
                        Contract.VERSION, target.name(), target.queue(), source, text);
        return errand.answer(
                session.link(),
                input,
                FoundMigrations.class,
                ExitCode.REFUSED,
                SILENT,
                "the worker of %s has not said what is pending".formatted(target.name()));
    }
}
