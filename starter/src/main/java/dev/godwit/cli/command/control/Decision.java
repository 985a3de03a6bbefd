package dev.godwit.cli.command.control;

import dev.godwit.cli.client.RunHandle;
import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.output.Output;
import dev.godwit.workflow.message.Reply;

/** What a person decides about a run under way. */
final class Decision {

    private static final String REFUSED = "GW-526";

    private Decision() {}

    /** Sends it and says what became of it. */
    static ExitCode send(RunHandle run, String update, String reason, Output output) {
        Reply reply = accepted(run, update, reason);
        if (output.json()) {
            output.object(run.look().view().noted(reply.message()));
        } else {
            output.line(reply.message());
            output.line("godwit watch %s follows it".formatted(run.name()));
        }
        return ExitCode.DONE;
    }

    /**
     * Sends it.
     *
     * @throws CliError when the run refuses, is not under way, or is being taken back already
     */
    static Reply accepted(RunHandle run, String update, String reason) {
        String type = run.openType().orElseThrow(run::notRunning);
        if (!type.equals("MigrationWorkflow")) {
            throw refused(run, run.name() + " is being rolled back", update);
        }
        Reply reply = run.send(update, reason);
        if (!reply.accepted()) {
            throw refused(run, reply.message(), update);
        }
        return reply;
    }

    private static CliError refused(RunHandle run, String what, String update) {
        return new CliError(
                ExitCode.REFUSED,
                REFUSED,
                what,
                "%s of %s".formatted(update, run.name()),
                "",
                "godwit status " + run.name());
    }
}
