package dev.godwit.cli.command.care;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.care.ResetErrand;
import dev.godwit.cli.care.ResetView;
import dev.godwit.cli.client.Pollers;
import dev.godwit.cli.command.Command;
import dev.godwit.cli.command.CommonOptions;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.output.Output;
import dev.godwit.cli.run.Session;
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
            "would have to go.",
            "",
            "  godwit reset shop-dev --dry-run"
        },
        footer = {
            "Exit codes: 0 emptied, or empty already  2 not confirmed  7 refused",
            "            69 Temporal or worker unreachable",
            "See also: godwit start, godwit uninstall, godwit rollback"
        })
public final class ResetCommand implements Command {

    private final Surroundings surroundings;

    @Parameters(paramLabel = "TARGET", description = "Its name in godwit.yaml")
    private String target = "";

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
    public ExitCode call() throws IOException {
        Output output = common.output(surroundings);
        try (Session session = Session.open(surroundings, common.config())) {
            Target known = session.targets().database(target);
            Pollers.check(session.link(), known.queue());
            ResetErrand errand = new ResetErrand(session.link(), known.name(), known.queue());
            ResetView plan = ResetView.planned(known.name(), errand.look());
            return new Consent(surroundings, output, yes, dryRun)
                    .ask(known.name(), plan, () -> plan.done(errand.empty()));
        }
    }
}
