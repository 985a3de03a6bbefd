package dev.godwit.cli.command.run;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.command.Command;
import dev.godwit.cli.command.CommonOptions;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.output.Output;
import dev.godwit.cli.release.ReleaseAnswer;
import dev.godwit.cli.release.ReleaseFollower;
import dev.godwit.cli.release.ReleaseRun;
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
import picocli.CommandLine.Parameters;

/** Follow a run until it is over or waits. Ctrl-C stops following; the run goes on. */
@CommandLine.Command(
        name = "watch",
        description = {
            "Follow a run until it is over or waits",
            "Ctrl-C stops following; the run goes on.",
            "",
            "  godwit watch shop-staging/users-full-name"
        },
        footer = {
            "Exit codes: 0 done  2 no such run  3 waiting  4 rolled back  5 rollback incomplete",
            "            6 plan rejected  7 refused  69 Temporal unreachable; of upgrades 10 and 11",
            "See also: godwit status, godwit approve, godwit rollback"
        })
public final class WatchCommand implements Command {

    private final Surroundings surroundings;

    @Parameters(paramLabel = "RUN", description = "TARGET/PLAN, or PLAN when only one run has it")
    private String run = "";

    @Mixin private CommonOptions common = new CommonOptions();

    public WatchCommand(Surroundings surroundings) {
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
            Optional<UpgradeRun> upgrade = UpgradeRun.of(session, handle);
            if (upgrade.isPresent()) {
                return UpgradeAnswer.print(
                        new UpgradeFollower(List.of(upgrade.get()), output).follow(), output);
            }
            Optional<ReleaseRun> release = ReleaseRun.of(session, handle);
            if (release.isPresent()) {
                return ReleaseAnswer.print(
                        new ReleaseFollower(release.get(), output).follow(), output);
            }
            Follower follower = new Follower(handle, output);
            return Answer.print(follower.follow(), output);
        }
    }
}
