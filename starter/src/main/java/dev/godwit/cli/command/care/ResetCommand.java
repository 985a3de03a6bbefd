package dev.godwit.cli.command.care;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.care.ResetErrand;
import dev.godwit.cli.care.ResetView;
import dev.godwit.cli.client.Pollers;
import dev.godwit.cli.command.Command;
import dev.godwit.cli.command.CommonOptions;
import dev.godwit.cli.command.migrations.PlannedMigrations;
import dev.godwit.cli.command.migrations.ProjectOptions;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.output.Output;
import dev.godwit.cli.run.Session;
import dev.godwit.cli.run.Starting;
import dev.godwit.config.Target;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Empty a target of development, so that its migrations can be applied from the first on. */
@CommandLine.Command(
        name = "reset",
        description = {
            "Empty a target of development, so that its migrations can be applied from the first on",
            "Drops every schema, table and row of the target's role, and Godwit's record. Says first",
            "what goes. Refused unless the worker's godwit.yaml has environment: development for the",
            "target, whatever the options; while a run is open; and when something of another role",
            "would have to go. With --project, all migrations of a project are applied afterwards.",
            "",
            "  godwit reset shop-dev --dry-run",
            "  godwit reset shop-dev --project services/shop"
        },
        footer = {
            "Exit codes: 0 emptied, or empty already  2 not confirmed  7 refused",
            "            69 Temporal or worker unreachable; with --project those of godwit start, too",
            "See also: godwit start, godwit uninstall, godwit rollback"
        })
public final class ResetCommand implements Command {

    private final Surroundings surroundings;

    @Parameters(paramLabel = "TARGET", description = "Its name in godwit.yaml")
    private String target = "";

    @Mixin private ProjectOptions project = new ProjectOptions();

    @Option(names = "--yes", description = "Do not ask")
    private boolean yes;

    @Option(names = "--dry-run", description = "Only say what would go")
    private boolean dryRun;

    @Mixin private CommonOptions common = new CommonOptions();

    public ResetCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public CommonOptions common() {
        return common;
    }

    @Override
    public ExitCode call() throws IOException, InterruptedException {
        Output output = common.output(surroundings);
        PlannedMigrations planned = project.given() ? project.planned(surroundings) : null;
        try (Session session = Session.open(surroundings, common.config())) {
            Target known = session.targets().database(target);
            Pollers.check(session.link(), known.queue());
            if (planned != null) {
                planned.resolved(session); // before anything goes: is there such a project?
            }
            ResetErrand errand = new ResetErrand(session.link(), known.name(), known.queue());
            ResetView plan = ResetView.planned(known.name(), errand.look());
            ResetView end =
                    new Consent(surroundings, output, yes, dryRun, planned != null)
                            .ask(known.name(), plan, () -> plan.done(errand.empty()));
            if (!end.problems().isEmpty() || dryRun) {
                return Consent.exit(end);
            }
            if (planned != null) {
                return planned.start(new Starting(session, known, output, false));
            }
            if (end.emptied() && !output.json()) {
                output.line("Next: godwit start --project DIR --target " + known.name());
            }
            return ExitCode.DONE;
        }
    }
}
