package dev.godwit.cli.command.control;

import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.output.Output;
import dev.godwit.cli.run.Decision;
import dev.godwit.cli.run.RunHandle;
import dev.godwit.cli.run.Session;

/** Sends a decision and does not follow what comes of it. */
final class Answered {

    private Answered() {}

    /** Prints the workflow's answer, or in JSON mode how the run stands now. */
    static ExitCode send(
            Session session, RunHandle run, Decision decision, String reason, Output output) {
        return print(run, decision.send(run, session.link().actor(), reason), output);
    }

    /** Prints what the workflow said. */
    static ExitCode print(RunHandle run, String message, Output output) {
        if (output.json()) {
            output.object(run.look().view().noted(message));
        } else {
            output.line(message);
            output.line("godwit watch %s follows it".formatted(run.name()));
        }
        return ExitCode.DONE;
    }
}
