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

/** Go on after a pause, or try again what failed once its cause is removed. */
@CommandLine.Command(
        name = "resume",
        description = {
            "Go on after a pause, or try again what failed once its cause is removed",
            "",
            "  godwit resume shop-staging/users-full-name --reason \"row 41 corrected\""
        },
        footer = {
            "Exit codes: 0 resumed  2 no such run  7 neither paused nor failed  69 Temporal or worker unreachable",
            "See also: godwit status, godwit watch, godwit rollback"
        })
public final class ResumeCommand implements Command {

    private final Surroundings surroundings;

    @Parameters(paramLabel = "RUN", description = "TARGET/PLAN, or PLAN when only one run has it")
    private String run = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept in the ledger")
    private String reason = "";

    @Mixin private CommonOptions common = new CommonOptions();

    public ResumeCommand(Surroundings surroundings) {
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
            return Answered.send(session, handle, Decision.RESUME, reason, output);
        }
    }
}
