package dev.godwit.cli.release;

import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.output.Output;
import dev.godwit.cli.run.Farewell;
import dev.godwit.cli.run.Notices;
import dev.godwit.cli.upgrade.UpgradeFollower;
import dev.godwit.cli.upgrade.UpgradeView;
import dev.godwit.cli.view.Pace;
import dev.godwit.cli.view.ProgressLine;
import dev.godwit.cli.view.RunView;
import dev.godwit.cli.view.Words;
import dev.godwit.workflow.Contract;
import dev.godwit.workflow.Outcome;
import dev.godwit.workflow.release.message.Stage;
import java.util.List;

/**
 * Follows a release until it is over, or its migration waits for somebody. Shows the part that has
 * the word. Ctrl-C ends the following, not the release.
 */
public final class ReleaseFollower {

    private static final long PAUSE_MILLIS = 500;
    private final ReleaseRun run;
    private final Output output;
    private final Notices notices;
    private final Pace pace = new Pace();
    private String last = "";

    public ReleaseFollower(ReleaseRun run, Output output) {
        this.run = run;
        this.output = output;
        this.notices = new Notices(output);
    }

    /** Follows to the end, or to a wait. */
    public ReleaseView follow() throws InterruptedException {
        return follow(false);
    }

    /** Follows to the end of a rollback; waits that it has not left yet do not count. */
    public ReleaseView followRollback() throws InterruptedException {
        return follow(true);
    }

    private ReleaseView follow(boolean backwards) throws InterruptedException {
        try (Farewell farewell = new Farewell(List.of(run.name()), output)) {
            while (true) {
                try {
                    ReleaseRun.Look look = run.look();
                    ReleaseView view = look.view();
                    if (!look.open() || look.answered() && waits(view, backwards)) {
                        output.clear();
                        return view;
                    }
                    say(view, look.answered());
                } catch (CliError error) {
                    if (error.exit() != ExitCode.UNREACHABLE) {
                        throw error;
                    }
                    say("Temporal does not answer; the release goes on by itself, trying again");
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }

    private static boolean waits(ReleaseView view, boolean backwards) {
        return view.outcome() == Outcome.WAITING
                && (!backwards || view.stage() == Stage.ROLLING_BACK);
    }

    private void say(ReleaseView view, boolean answered) {
        if (!answered) {
            say(
                    "no worker answers on queue %s; the release goes on when one comes"
                            .formatted(Contract.WORKFLOW_QUEUE));
            return;
        }
        RunView migration = view.migration();
        if (migration != null) {
            notices.say(migration);
        }
        UpgradeView upgrade = view.upgrade();
        if (view.stage() == Stage.UPGRADE && upgrade != null) {
            say("upgrade: " + UpgradeFollower.line(upgrade));
        } else if (migration == null) {
            say(view.doing());
        } else if (output.redraws()) {
            pace.add(migration, System.nanoTime());
            output.redraw(
                    ProgressLine.bar(migration, pace.rowsPerSecond(), pace.left(), output.width()));
            last = "";
        } else {
            say(ProgressLine.words(migration));
        }
    }

    private void say(String words) {
        if (words.equals(last)) {
            return;
        }
        last = words;
        if (output.redraws()) {
            output.redraw(Words.cut(words, output.width() - 1));
        } else {
            output.line(words);
        }
    }
}
