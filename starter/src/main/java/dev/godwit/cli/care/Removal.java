package dev.godwit.cli.care;

import dev.godwit.cli.client.TemporalLink;
import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.workflow.Contract;
import dev.godwit.workflow.message.Finding;
import dev.godwit.workflow.operator.UninstallInput;
import dev.godwit.workflow.operator.Uninstalled;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Removes Godwit from a target, by the target's own worker.
 *
 * @param queue the target's {@code queue}
 */
public record Removal(TemporalLink link, String target, String queue) {

    private static final String SILENT = "GW-566";
    private static final String UNDER_WAY = "GW-567";

    private static final Duration LOOK = Duration.ofSeconds(30);

    /** Waiting for locks included. */
    private static final Duration REMOVE = Duration.ofMinutes(10);

    /**
     * What would go. Changes nothing.
     *
     * @throws CliError when the target cannot be looked at
     */
    public Uninstalled look() {
        return answer(
                new Errand(
                                "UninstallWorkflow",
                                "godwit-uninstall/%s/%s".formatted(target, UUID.randomUUID()),
                                "see what of Godwit is in " + target,
                                LOOK)
                        .run(link, input(true), Uninstalled.class));
    }

    /**
     * Removes it, unless a run is open: then the answer says so.
     *
     * @throws CliError when no answer came, or somebody else is at it
     */
    public Uninstalled remove() {
        Errand errand =
                new Errand(
                        "UninstallWorkflow",
                        "godwit-uninstall/" + target,
                        "remove Godwit from " + target,
                        REMOVE);
        try {
            return answer(errand.run(link, input(false), Uninstalled.class));
        } catch (WorkflowExecutionAlreadyStarted other) {
            throw new CliError(
                    ExitCode.REFUSED,
                    UNDER_WAY,
                    "Godwit is being removed from %s already".formatted(target),
                    "workflow " + errand.id(),
                    "somebody else has asked for it",
                    "godwit doctor " + target);
        }
    }

    private UninstallInput input(boolean dryRun) {
        return new UninstallInput(Contract.VERSION, target, queue, link.actor(), dryRun);
    }

    private <T> T answer(Errand.Result<T> result) {
        return switch (result) {
            case Errand.Result.Answered<T> answered -> answered.value();
            case Errand.Result.Refused<T> refused ->
                    throw new CliError(ExitCode.UNEXPECTED, List.of(refused.why()), null);
            case Errand.Result.Silent<T> silent ->
                    throw new CliError(
                            ExitCode.UNREACHABLE,
                            List.of(
                                    new Finding(
                                            SILENT,
                                            "target %s has not answered".formatted(target),
                                            "task queue " + Contract.activityQueue(queue),
                                            silent.because(),
                                            "godwit doctor " + target)),
                            null);
        };
    }
}
