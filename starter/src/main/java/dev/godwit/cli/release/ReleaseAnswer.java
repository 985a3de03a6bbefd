package dev.godwit.cli.release;

import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.output.Output;

/** Prints how a release stands, and ends a command accordingly. */
public final class ReleaseAnswer {

    private ReleaseAnswer() {}

    /** Prints it in either mode. @return the exit code of a command that followed it so far */
    public static ExitCode print(ReleaseView view, Output output) {
        if (output.json()) {
            output.object(view);
        } else {
            output.line(ReleaseText.of(view, output.style()));
        }
        return ExitCode.of(view.outcome());
    }
}
