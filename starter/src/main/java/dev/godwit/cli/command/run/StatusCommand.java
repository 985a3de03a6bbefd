package dev.godwit.cli.command.run;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.command.Command;
import dev.godwit.cli.command.CommonOptions;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.output.Output;
import dev.godwit.cli.release.ReleaseAnswer;
import dev.godwit.cli.release.ReleaseRun;
import dev.godwit.cli.run.RunHandle;
import dev.godwit.cli.run.Session;
import dev.godwit.cli.upgrade.UpgradeAnswer;
import dev.godwit.cli.upgrade.UpgradeRun;
import dev.godwit.cli.view.Answer;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Show how a run stands, what it waits for and which command leads on. */
@CommandLine.Command(
        name = "status",
        description = {
            "Show how a run stands, what it waits for and which command leads on",
            "",
            "  godwit status shop-staging/users-full-name"
        },
        footer = {
            "Exit codes: 0 shown  2 no such run  69 Temporal or worker unreachable",
            "See also: godwit watch, godwit history, godwit open"
        })
public final class StatusCommand implements Command {

    private final Surroundings surroundings;

    @Parameters(paramLabel = "RUN", description = "TARGET/PLAN, or PLAN when only one run has it")
    private String run = "";

    @Mixin private CommonOptions common = new CommonOptions();

    public StatusCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public CommonOptions common() {
        return common;
    }

    private static ExitCode answered(RunHandle handle, boolean answered, Output output) {
        if (!answered) {
            output.problems(handle.noAnswer().problems());
            return ExitCode.UNREACHABLE;
        }
        return ExitCode.DONE;
    }

    @Override
    public ExitCode call() {
        Output output = common.output(surroundings);
        try (Session session = Session.open(surroundings, common.config())) {
            RunHandle handle = session.runs().known(run);
            Optional<UpgradeRun> upgrade = UpgradeRun.of(session, handle);
            if (upgrade.isPresent()) {
                UpgradeRun.Look look = upgrade.get().look();
                UpgradeAnswer.print(look.view(), output);
                return answered(handle, look.answered(), output);
            }
            Optional<ReleaseRun> release = ReleaseRun.of(session, handle);
            if (release.isPresent()) {
                ReleaseRun.Look look = release.get().look();
                ReleaseAnswer.print(look.view(), output);
                return answered(handle, look.answered(), output);
            }
            RunHandle.Look look = handle.look();
            Answer.print(look.view(), output);
            return answered(handle, look.answered(), output);
        }
    }
}
