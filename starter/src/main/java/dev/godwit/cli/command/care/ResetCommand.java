package dev.godwit.cli.command.care;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.care.NameConfirmation;
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
            if (!plan.problems().isEmpty() || plan.objects().isEmpty() || dryRun) {
                return print(plan, output);
            }
            if (yes) {
                return print(plan.done(errand.empty()), output);
            }
            output.note(plan.text(output.style()));
            NameConfirmation.ask(surroundings, output, known.name());
            ResetView done = plan.done(errand.empty());
            if (done.emptied() && !output.json()) {
                output.line(done.brief(output.style()));
                return ExitCode.DONE;
            }
            return print(done, output);
        }
    }

    private static ExitCode print(ResetView view, Output output) {
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
