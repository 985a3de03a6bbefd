package dev.godwit.cli.care;

import dev.godwit.cli.client.TemporalLink;
import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.workflow.Contract;
import dev.godwit.workflow.reset.ResetInput;
import dev.godwit.workflow.reset.ResetReport;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import java.time.Duration;
import java.util.UUID;

/**
 * Empties a target, by the target's own worker, whose configuration says whether it may.
 *
 * @param queue the target's {@code queue}
 */
public record ResetErrand(TemporalLink link, String target, String queue) {

    private static final String SILENT = "GW-566";
    private static final String UNDER_WAY = "GW-567";

    private static final Duration LOOK = Duration.ofSeconds(60);

    /** Waiting for locks included. */
    private static final Duration EMPTY = Duration.ofMinutes(10);

    /**
     * What would go. Changes nothing.
     *
     * @throws CliError when the target cannot be looked at
     */
    public ResetReport look() {
        String id = "godwit-reset/%s/%s".formatted(target, UUID.randomUUID());
        return ask(new Errand("ResetWorkflow", id, "see what is in " + target, LOOK), true);
    }

    /**
     * Empties it, unless something is in the way: then the answer says so.
     *
     * @throws CliError when no answer came, or somebody else is at it
     */
    public ResetReport empty() {
        Errand errand =
                new Errand("ResetWorkflow", "godwit-reset/" + target, "empty " + target, EMPTY);
        try {
            return ask(errand, false);
        } catch (WorkflowExecutionAlreadyStarted other) {
            throw new CliError(
                    ExitCode.REFUSED,
                    UNDER_WAY,
                    "%s is being emptied already".formatted(target),
                    "workflow " + errand.id(),
                    "somebody else has asked for it",
                    "wait for it, then look again");
        }
    }

    private ResetReport ask(Errand errand, boolean dryRun) {
        return errand.answer(
                link,
                new ResetInput(Contract.VERSION, target, queue, link.actor(), dryRun),
                ResetReport.class,
                ExitCode.REFUSED,
                SILENT,
                "target %s has not answered".formatted(target));
    }
}
