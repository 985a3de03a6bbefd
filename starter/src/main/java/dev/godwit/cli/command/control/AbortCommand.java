package dev.godwit.cli.command.control;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.command.Command;
import dev.godwit.cli.command.CommonOptions;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.output.Output;
import dev.godwit.cli.release.ReleaseAnswer;
import dev.godwit.cli.release.ReleaseFollower;
import dev.godwit.cli.release.ReleaseRun;
import dev.godwit.cli.run.Decision;
import dev.godwit.cli.run.Follower;
import dev.godwit.cli.run.RunHandle;
import dev.godwit.cli.run.Session;
import dev.godwit.cli.upgrade.UpgradeAnswer;
import dev.godwit.cli.upgrade.UpgradeFollower;
import dev.godwit.cli.upgrade.UpgradeRun;
import dev.godwit.cli.view.Answer;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Stop a run at once and take everything back; follows until that is done. */
@CommandLine.Command(
        name = "abort",
        description = {
            "Stop a run at once and take everything back",
            "Follows until that is done.",
            "",
            "  godwit abort shop-staging/users-full-name --reason \"wrong table\""
        },
        footer = {
            "Exit codes: 0 detached  2 no such run  3 waiting  4 rolled back  5 rollback incomplete",
            "            69 Temporal or worker unreachable",
            "See also: godwit rollback, godwit status"
        })
public final class AbortCommand implements Command {

    private final Surroundings surroundings;

    @Parameters(paramLabel = "RUN", description = "TARGET/PLAN, or PLAN when only one run has it")
    private String run = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept in the ledger")
    private String reason = "";

    @Option(names = "--detach", description = "Return as soon as it has begun")
    private boolean detach;

    @Mixin private CommonOptions common = new CommonOptions();

    public AbortCommand(Surroundings surroundings) {
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
            RunHandle handle = session.runs().known(run);
            if (detach) {
                return Answered.send(session, handle, Decision.ABORT, reason, output);
            }
            output.line(Decision.ABORT.send(handle, session.link().actor(), reason));
            Optional<UpgradeRun> upgrade = UpgradeRun.of(session, handle);
            if (upgrade.isPresent()) {
                return UpgradeAnswer.print(
                        new UpgradeFollower(List.of(upgrade.get()), output).follow(), output);
            }
            Optional<ReleaseRun> release = ReleaseRun.of(session, handle);
            if (release.isPresent()) {
                return ReleaseAnswer.print(
                        new ReleaseFollower(release.get(), output).followRollback(), output);
            }
            return Answer.print(new Follower(handle, output).followRollback(), output);
        }
    }
}
