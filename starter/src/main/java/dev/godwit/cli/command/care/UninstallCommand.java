package dev.godwit.cli.command.care;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.care.NameConfirmation;
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
            RemovalView plan = look(removal);
            if (!plan.problems().isEmpty() || plan.objects().isEmpty() || dryRun) {
                return print(plan, output);
            }
            if (yes) {
                return print(plan.done(removal.remove()), output);
            }
            output.note(plan.text(output.style()));
            NameConfirmation.ask(surroundings, output, known.name());
            RemovalView done = plan.done(removal.remove());
            if (done.removed() && !output.json()) {
                output.line(done.head(output.style())); // the rest was just read
                return ExitCode.DONE;
            }
            return print(done, output);
        }
    }

    private static RemovalView look(Removal removal) {
        return RemovalView.planned(removal.target(), removal.look());
    }

    private static ExitCode print(RemovalView view, Output output) {
        if (output.json()) {
            output.object(view);
        } else {
            output.line(view.text(output.style()));
        }
        if (view.problems().isEmpty()) {
            return ExitCode.DONE;
        }
        output.problems(view.problems());
        return ExitCode.REFUSED;
    }
}
