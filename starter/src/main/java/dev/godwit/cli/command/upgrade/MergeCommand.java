package dev.godwit.cli.command.upgrade;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.command.Command;
import dev.godwit.cli.command.CommonOptions;
import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.output.Output;
import dev.godwit.cli.run.Session;
import dev.godwit.cli.upgrade.UpgradeLaunch;
import dev.godwit.cli.upgrade.UpgradeRun;
import dev.godwit.cli.upgrade.UpgradeView;
import dev.godwit.workflow.upgrade.message.BranchReport;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Merge the result of an upgrade into the branch that it began from. */
@CommandLine.Command(
        name = "merge",
        description = {
            "Merge the result of an upgrade into the branch that it began from",
            "Forward where that is possible, else by a merge commit; never by force.",
            "",
            "  godwit merge core-service/upgrade"
        },
        footer = {
            "Exit codes: 0 merged  2 no such upgrade  7 cannot be merged",
            "            69 Temporal or worker unreachable",
            "See also: godwit upgrade, godwit report, godwit rollback"
        })
public final class MergeCommand implements Command {

    private final Surroundings surroundings;

    @Parameters(paramLabel = "RUN", description = "TARGET/NAME, or NAME when only one run has it")
    private String run = "";

    @Mixin private CommonOptions common = new CommonOptions();

    public MergeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** What was merged. */
    record Merged(String run, String branch, String into, String commit, String note) {}

    @Override
    public CommonOptions common() {
        return common;
    }

    @Override
    public ExitCode call() {
        Output output = common.output(surroundings);
        try (Session session = Session.open(surroundings, common.config())) {
            UpgradeRun upgrade =
                    UpgradeRun.of(session, session.runs().known(run))
                            .orElseThrow(
                                    () ->
                                            refused(
                                                    "is no upgrade",
                                                    "only an upgrade has a branch to merge",
                                                    "godwit list"));
            UpgradeRun.Look look = upgrade.look();
            if (look.open()) {
                throw refused(
                        "is still under way",
                        "its result branch may still grow",
                        "godwit watch " + upgrade.name());
            }
            UpgradeView view = look.view();
            if (view.branch().isEmpty()) {
                throw refused(
                        "has no result branch",
                        "it has kept nothing, or was taken back",
                        "godwit status " + upgrade.name());
            }
            BranchReport merged = new UpgradeLaunch(session).merge(upgrade.input(), view);
            if (!merged.done()) {
                throw new CliError(ExitCode.REFUSED, merged.problems(), null);
            }
            output.object(
                    new Merged(
                            upgrade.name(),
                            view.branch(),
                            view.into(),
                            merged.commit(),
                            merged.note()));
            if (!output.json()) {
                output.line("%s: %s, %s".formatted(view.branch(), merged.note(), merged.commit()));
            }
            return ExitCode.DONE;
        }
    }

    private CliError refused(String what, String because, String next) {
        return new CliError(
                ExitCode.REFUSED, "GW-646", "%s %s".formatted(run, what), "", because, next);
    }
}
