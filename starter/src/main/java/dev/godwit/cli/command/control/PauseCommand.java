package dev.godwit.cli.command.control;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.command.Command;
import dev.godwit.cli.command.CommonOptions;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.output.Output;
import dev.godwit.cli.run.Decision;
import dev.godwit.cli.run.RunHandle;
import dev.godwit.cli.run.Session;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Stop a run for a while, within seconds, in the middle of a batch if need be. */
@CommandLine.Command(
        name = "pause",
        description = {
            "Stop a run for a while, within seconds, in the middle of a batch if need be",
            "Nothing is taken back; a statement that is being executed ends first.",
            "",
            "  godwit pause shop-staging/users-full-name --reason \"the shop is busy\""
        },
        footer = {
            "Exit codes: 0 paused  2 no such run  7 cannot be paused  69 Temporal or worker unreachable",
            "See also: godwit resume, godwit throttle, godwit status"
        })
public final class PauseCommand implements Command {

    private final Surroundings surroundings;

    @Parameters(paramLabel = "RUN", description = "TARGET/PLAN, or PLAN when only one run has it")
    private String run = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept in the ledger")
    private String reason = "";

    @Mixin private CommonOptions common = new CommonOptions();

    public PauseCommand(Surroundings surroundings) {
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
            return Answered.send(session, handle, Decision.PAUSE, reason, output);
        }
    }
}
