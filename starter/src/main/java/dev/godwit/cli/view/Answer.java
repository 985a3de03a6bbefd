package dev.godwit.cli.view;

import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.output.Output;
import dev.godwit.workflow.Outcome;

/** Prints how a run stands, and ends a command accordingly. */
public final class Answer {

    private Answer() {}

    /** Prints it in either mode. @return the exit code of a command that followed it so far */
    public static ExitCode print(RunView run, Output output) {
        if (output.json()) {
            output.object(run);
        } else {
            output.line(RunText.of(run, output.style()));
        }
        return exit(run);
    }

    /** The exit code of a command that followed it so far. */
    public static ExitCode exit(RunView run) {
        Outcome outcome = run.outcome();
        return outcome == null ? ExitCode.UNEXPECTED : ExitCode.of(outcome);
    }
}
