package dev.godwit.cli.command.control;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.client.Pollers;
import dev.godwit.cli.command.Command;
import dev.godwit.cli.command.CommonOptions;
import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.output.Output;
import dev.godwit.cli.run.Follower;
import dev.godwit.cli.run.Launch;
import dev.godwit.cli.run.RunHandle;
import dev.godwit.cli.run.Session;
import dev.godwit.cli.view.Answer;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Go on with a run whose workflow was lost, from the target's own record, and follow it. */
@CommandLine.Command(
        name = "recover",
        description = {
            "Go on with a run whose workflow was lost, from the target's own record",
            "For a run that was terminated in the Temporal UI, or that Temporal has forgotten. Follows it like start.",
            "",
            "  godwit recover shop-staging/users-full-name --reason \"terminated by mistake\""
        },
        footer = {
            "Exit codes: 0 done or detached  3 waiting  4 rolled back  5 rollback incomplete",
            "            6 nothing to recover  7 under way already  69 Temporal or worker unreachable",
            "See also: godwit list --orphans, godwit rollback, godwit doctor"
        })
public final class RecoverCommand implements Command {

    private static final String UNDER_WAY = "GW-536";

    private final Surroundings surroundings;

    @Parameters(paramLabel = "RUN", description = "TARGET/PLAN, or PLAN when only one run has it")
    private String run = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept in the ledger")
    private String reason = "";

    @Option(names = "--detach", description = "Return as soon as it has begun")
    private boolean detach;

    @Mixin private CommonOptions common = new CommonOptions();

    public RecoverCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public CommonOptions common() {
        return common;
    }

    @Override
    public ExitCode call() throws InterruptedException {
        Output output = common.output(surroundings);
        try (Session session = Session.open(surroundings, common.config())) {
            RunHandle handle = session.runs().named(run);
            if (handle.openType().isPresent()) {
                throw new CliError(
                        ExitCode.REFUSED,
                        UNDER_WAY,
                        handle.name() + " has a workflow that drives it",
                        "workflow " + handle.name(),
                        "only a run without one can be recovered",
                        "godwit status %1$s\ngodwit watch %1$s".formatted(handle.name()));
            }
            Pollers.check(session.link(), session.targets().queue(handle.target()));
            new Launch(session).recovery(handle, reason);
            if (detach) {
                return Answered.print(handle, handle.name() + " is being recovered", output);
            }
            output.line("recovering %s from what the target has recorded".formatted(handle.name()));
            return Answer.print(new Follower(handle, output).follow(), output);
        }
    }
}
