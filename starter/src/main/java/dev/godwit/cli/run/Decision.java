package dev.godwit.cli.run;

import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.workflow.message.Command;
import dev.godwit.workflow.message.Reply;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowUpdateException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What a person decides about a run under way, sent to its workflow, which answers. */
public enum Decision {
    APPROVE,
    RESUME,
    ABORT;

    private static final String REFUSED = "GW-526";

    private static final String LATE = "GW-527";

    /** The workflow writes a decision into the target before it answers. */
    private static final int ANSWER_SECONDS = 20;

    /**
     * Sends it.
     *
     * @return what the workflow says, which has accepted it
     * @throws CliError when the run refuses, is not under way, is being taken back already, or no
     *     worker answers
     */
    public String send(RunHandle run, String actor, String reason) {
        String type = run.openType().orElseThrow(run::notRunning);
        if (!type.equals("MigrationWorkflow")) {
            throw refused(run, run.name() + " is being rolled back");
        }
        if (!run.look().answered()) {
            throw run.noAnswer();
        }
        Reply reply = answer(run, new Command(actor, reason));
        if (!reply.accepted()) {
            throw refused(run, reply.message());
        }
        return reply.message();
    }

    private Reply answer(RunHandle run, Command command) {
        CompletableFuture<Reply> answer =
                CompletableFuture.supplyAsync(
                        () -> run.stub().update(toString(), Reply.class, command));
        try {
            return answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw late(run);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw run.noAnswer();
        } catch (ExecutionException failure) {
            Throwable cause = failure.getCause();
            if (cause instanceof WorkflowUpdateException refused) {
                return new Reply(false, message(refused));
            }
            if (cause instanceof WorkflowNotFoundException) {
                throw run.notRunning();
            }
            if (cause instanceof WorkflowException other) {
                throw run.unreachable(other);
            }
            throw new IllegalStateException(failure);
        }
    }

    private static String message(WorkflowUpdateException refused) {
        Throwable cause = refused.getCause() == null ? refused : refused.getCause();
        return Objects.requireNonNullElse(cause.getMessage(), "refused");
    }

    private CliError late(RunHandle run) {
        return new CliError(
                ExitCode.UNREACHABLE,
                LATE,
                "%s has not answered; %s may still take effect".formatted(run.name(), this),
                "%s of %s".formatted(this, run.name()),
                "a decision is recorded in the target first, which may be busy or away",
                "godwit status " + run.name());
    }

    private CliError refused(RunHandle run, String what) {
        return new CliError(
                ExitCode.REFUSED,
                REFUSED,
                what,
                "%s of %s".formatted(this, run.name()),
                "",
                "godwit status " + run.name());
    }

    /** The name of the update and of the command. */
    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
