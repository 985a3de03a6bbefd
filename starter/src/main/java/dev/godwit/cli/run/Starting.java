package dev.godwit.cli.run;

import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.output.Output;
import dev.godwit.cli.view.Answer;
import dev.godwit.cli.view.RunView;
import dev.godwit.config.Target;
import dev.godwit.workflow.Outcome;
import dev.godwit.workflow.Phase;
import java.util.List;

/**
 * Begins runs on a target, and follows them.
 *
 * @param detach whether nobody follows
 * @param wishes what is asked for beside the plan
 */
public record Starting(
        Session session, Target target, Output output, boolean detach, Wishes wishes) {

    /** Begins runs as their plans say. */
    public Starting(Session session, Target target, Output output, boolean detach) {
        this(session, target, output, detach, Wishes.NONE);
    }

    /**
     * Begins a run, or finds the one of the same plan that is under way, and says which.
     *
     * @param source where the plan comes from, for messages
     */
    public RunHandle begin(String plan, String source, String text) {
        Launch.Started started =
                new Launch(session).asking(wishes).migrationOrRunning(target, plan, source, text);
        RunHandle run = started.run();
        if (started.here() && !detach) {
            output.line("started %s; Ctrl-C stops following, not the run".formatted(run.name()));
        } else if (!started.here()) {
            output.note(
                    "%s is under way already, by the same plan: follows it".formatted(run.name()));
        }
        return run;
    }

    /** Follows it to its end; without anybody who follows, prints its name. */
    public ExitCode follow(RunHandle run) throws InterruptedException {
        if (!detach) {
            return Answer.print(new Follower(run, output).follow(), output);
        }
        if (output.json()) {
            output.object(
                    RunView.partly(
                            run.name(),
                            Outcome.RUNNING,
                            Phase.PREFLIGHT,
                            run.describe().map(run::page).orElse(null),
                            List.of()));
        } else {
            output.line(run.name());
        }
        return ExitCode.DONE;
    }
}
