package dev.godwit.cli.command.control;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.client.Pollers;
import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.output.Output;
import dev.godwit.cli.run.Decision;
import dev.godwit.cli.run.RunHandle;
import dev.godwit.cli.run.Session;
import dev.godwit.cli.upgrade.UpgradeAnswer;
import dev.godwit.cli.upgrade.UpgradeFollower;
import dev.godwit.cli.upgrade.UpgradeLaunch;
import dev.godwit.cli.upgrade.UpgradeRun;
import java.util.List;

/** Takes an upgrade back, under way or over. */
record UpgradeBack(
        Surroundings surroundings, Session session, Output output, boolean yes, boolean detach) {

    ExitCode take(RunHandle handle, UpgradeRun upgrade, String reason) throws Exception {
        boolean open = upgrade.open();
        if (upgrade.audit() && !open) {
            throw new CliError(
                    ExitCode.REFUSED,
                    "GW-646",
                    handle.name() + " is an audit",
                    "",
                    "it has changed nothing that could be taken back",
                    "godwit report " + handle.name());
        }
        if (!yes) {
            Confirmation.ask(surroundings, output, question(handle.name(), open));
        }
        if (open) {
            output.line(Decision.ABORT.send(handle, session.link().actor(), reason));
        } else {
            Pollers.check(session.link(), upgrade.input().place().queue());
            new UpgradeLaunch(session).rollback(upgrade.input(), upgrade.look().view());
        }
        return detach
                ? ExitCode.DONE
                : UpgradeAnswer.print(
                        new UpgradeFollower(List.of(upgrade), output).follow(), output);
    }

    private static String question(String run, boolean open) {
        return open
                ? run + " is under way: it is stopped, and its result branch, if any, is removed."
                : """
                %s is over: its result branch is removed. What was merged of it is taken back by a
                new commit on the branch it was merged into."""
                        .formatted(run);
    }
}
