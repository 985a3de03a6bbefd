package dev.godwit.cli.run;

import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.output.Output;
import dev.godwit.cli.view.Pace;
import dev.godwit.cli.view.ProgressLine;
import dev.godwit.cli.view.RunView;
import dev.godwit.workflow.Contract;
import dev.godwit.workflow.Outcome;
import dev.godwit.workflow.Phase;
import java.util.List;

/**
 * Follows a run until it is over or waits for somebody: redrawn in place on a terminal, one line
 * per change in a pipe. A worker or server that goes away is waited for; Ctrl-C ends the following,
 * not the run.
 */
public final class Follower {

    private static final long PAUSE_MILLIS = 500;

    private final RunHandle run;
    private final Output output;
    private final Notices notices;
    private final Pace pace = new Pace();
    private String last = "";

    public Follower(RunHandle run, Output output) {
        this.run = run;
        this.output = output;
        this.notices = new Notices(output);
    }

    /** Follows until the end, a gate, a hold, or a failure that waits. */
    public RunView follow() throws InterruptedException {
        return follow(false);
    }

    /** Follows until the end of a rollback; waits that it has not left yet do not count. */
    public RunView followRollback() throws InterruptedException {
        return follow(true);
    }

    private RunView follow(boolean backwards) throws InterruptedException {
        try (Farewell farewell = new Farewell(List.of(run.name()), output)) {
            while (true) {
                RunHandle.Look look = look();
                if (look != null) {
                    RunView view = look.view();
                    notices.say(view);
                    if (!look.open() || look.answered() && waits(view, backwards)) {
                        output.clear();
                        return output.json() ? view : view.noticed();
                    }
                    show(look);
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }

    private static boolean waits(RunView view, boolean backwards) {
        return view.outcome() == Outcome.WAITING
                && (!backwards || view.phase() == Phase.ROLLING_BACK);
    }

    private RunHandle.@org.jspecify.annotations.Nullable Look look() {
        try {
            return run.look();
        } catch (CliError error) {
            if (error.exit() != ExitCode.UNREACHABLE) {
                throw error;
            }
            say("Temporal does not answer; the run goes on by itself, trying again");
            return null;
        }
    }

    private void show(RunHandle.Look look) {
        RunView view = look.view();
        if (!look.answered()) {
            say(
                    "no worker answers on queue %s; the run goes on when one comes"
                            .formatted(Contract.WORKFLOW_QUEUE));
        } else if (output.redraws()) {
            pace.add(view, System.nanoTime());
            output.redraw(
                    ProgressLine.bar(view, pace.rowsPerSecond(), pace.left(), output.width()));
            last = "";
        } else {
            say(ProgressLine.words(view));
        }
    }

    private void say(String words) {
        if (!words.equals(last)) {
            output.line(words);
            last = words;
        }
    }
}
