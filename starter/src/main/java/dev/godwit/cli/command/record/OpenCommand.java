package dev.godwit.cli.command.record;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.command.Command;
import dev.godwit.cli.command.CommonOptions;
import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.output.Output;
import dev.godwit.cli.run.RunHandle;
import dev.godwit.cli.run.Session;
import dev.godwit.cli.view.RunView;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Print the address of a run's page in the Temporal UI, and open it on a desktop. */
@CommandLine.Command(
        name = "open",
        description = {
            "Print the address of a run's page in the Temporal UI, and open it on a desktop",
            "",
            "  godwit open shop-staging/users-full-name \\",
            "      --print"
        },
        footer = {
            "Exit codes: 0 printed  2 no such run or no UI known  69 Temporal unreachable",
            "See also: godwit status, godwit history, godwit report"
        })
public final class OpenCommand implements Command {

    private final Surroundings surroundings;

    @Parameters(paramLabel = "RUN", description = "TARGET/PLAN, or PLAN when only one run has it")
    private String run = "";

    @Option(names = "--print", description = "Only print the address")
    private boolean print;

    @Mixin private CommonOptions common = new CommonOptions();

    public OpenCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public CommonOptions common() {
        return common;
    }

    @Override
    public ExitCode call() {
        Output output = common.output(surroundings);
        try (Session session = Session.open(surroundings, common.config())) {
            RunHandle handle = session.runs().known(run);
            String page = handle.describe().map(handle::page).orElse(null);
            if (page == null) {
                throw new CliError(
                        ExitCode.USAGE,
                        "GW-506",
                        "the address of the Temporal UI is not known",
                        "",
                        "",
                        "add to godwit.yaml: ui: https://HOST\nor set TEMPORAL_UI_ADDRESS");
            }
            if (output.json()) {
                output.object(RunView.partly(handle.name(), null, null, page, List.of()));
            } else {
                output.line(page);
                if (surroundings.terminal() && !print) {
                    Desktop.open(page, surroundings.environment());
                }
            }
            return ExitCode.DONE;
        }
    }
}
