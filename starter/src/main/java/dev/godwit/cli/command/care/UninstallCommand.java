package dev.godwit.cli.command.care;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.care.Removal;
import dev.godwit.cli.care.RemovalView;
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

/** Remove Godwit's record, and whatever else is left of it, from a target. */
@CommandLine.Command(
        name = "uninstall",
        description = {
            "Remove Godwit's record, and whatever else is left of it, from a target",
            "Says first what goes and which runs can then no longer be rolled back. Refused while a run is open.",
            "",
            "  godwit uninstall shop-staging --dry-run"
        },
        footer = {
            "Exit codes: 0 removed, or nothing to remove  2 not confirmed  7 refused: a run is open",
            "            69 Temporal or worker unreachable",
            "See also: godwit doctor, godwit history, godwit rollback"
        })
public final class UninstallCommand implements Command {

    private final Surroundings surroundings;

    @Parameters(paramLabel = "TARGET", description = "Its name in godwit.yaml")
    private String target = "";

    @Option(names = "--yes", description = "Do not ask")
    private boolean yes;

    @Option(names = "--dry-run", description = "Only say what would go")
    private boolean dryRun;

    @Mixin private CommonOptions common = new CommonOptions();

    public UninstallCommand(Surroundings surroundings) {
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
            Target known = session.targets().choose(target);
            Pollers.check(session.link(), known.queue());
            Removal removal = new Removal(session.link(), known.name(), known.queue());
            RemovalView plan = RemovalView.planned(known.name(), removal.look());
            return Consent.exit(
                    new Consent(surroundings, output, yes, dryRun, false)
                            .ask(known.name(), plan, () -> plan.done(removal.remove())));
        }
    }
}
