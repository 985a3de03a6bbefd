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

/** Open the approval gate that a run waits at. */
@CommandLine.Command(
        name = "approve",
        description = {
            "Open the approval gate that a run waits at",
            "",
            "  godwit approve shop-staging/users-full-name --reason \"deployed 4.2\""
        },
        footer = {
            "Exit codes: 0 approved  2 no such run  7 not at such a gate  69 Temporal or worker unreachable",
            "See also: godwit status, godwit watch, godwit rollback"
        })
public final class ApproveCommand implements Command {

    private final Surroundings surroundings;

    @Parameters(paramLabel = "RUN", description = "TARGET/PLAN, or PLAN when only one run has it")
    private String run = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept in the ledger")
    private String reason = "";

    @Mixin private CommonOptions common = new CommonOptions();

    public ApproveCommand(Surroundings surroundings) {
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
            return Answered.send(session, handle, Decision.APPROVE, reason, output);
        }
    }
}
