package dev.godwit.cli.command.migrations;

import dev.godwit.cli.care.Errand;
import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.run.Session;
import dev.godwit.config.Target;
import dev.godwit.workflow.Contract;
import dev.godwit.workflow.operator.FindMigrationsInput;
import dev.godwit.workflow.operator.FoundMigrations;
import java.time.Duration;
import java.util.List;
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
        return switch (errand.run(session.link(), input, FoundMigrations.class)) {
            case Errand.Result.Answered<FoundMigrations> answered -> answered.value();
            case Errand.Result.Refused<FoundMigrations> refused ->
                    throw new CliError(ExitCode.REFUSED, List.of(refused.why()), null);
            case Errand.Result.Silent<FoundMigrations> silent ->
                    throw new CliError(
                            ExitCode.UNREACHABLE,
                            SILENT,
                            "the worker of %s has not said what is pending"
                                    .formatted(target.name()),
                            "workflow " + errand.id(),
                            silent.because(),
                            "look at the worker's log, or: godwit doctor");
        };
    }
}
