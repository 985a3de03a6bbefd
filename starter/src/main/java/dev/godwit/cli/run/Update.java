package dev.godwit.cli.run;

import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.workflow.message.Reply;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowUpdateException;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An Update of a running workflow, and its answer. */
final class Update {

    private static final String REFUSED = "GW-526";

    private static final String LATE = "GW-527";

    /** The workflow writes a decision into the target before it answers. */
    private static final int ANSWER_SECONDS = 20;

    private static final Set<String> DATABASE = Set.of("MigrationWorkflow", "RollbackWorkflow");

    private Update() {}

    /**
     * Sends it.
     *
     * @param name of the update, and of the command
     * @param types of the workflows that take it
     */
    static String send(RunHandle run, String name, Set<String> types, Object command) {
        String type = run.openType().orElseThrow(run::notRunning);
        if (!types.contains(type)) {
            throw refused(run, name, "%s %s".formatted(run.name(), unfit(type, name)));
        }
        if (DATABASE.contains(type) && !run.look().answered()) {
            throw run.noAnswer();
        }
        Reply reply = answer(run, name, command);
        if (!reply.accepted()) {
            throw refused(run, name, reply.message());
        }
        return reply.message();
    }

    /** Why a workflow of that type does not take it. */
    private static String unfit(String type, String name) {
        return switch (type) {
            case "ReleaseWorkflow" ->
                    "is a release: to %s is for its migration, which godwit status names"
                            .formatted(name);
            case "UpgradeWorkflow", "AuditWorkflow" ->
                    "is about a project: there is nothing to " + name;
            default -> "is being rolled back";
        };
    }

    private static Reply answer(RunHandle run, String name, Object command) {
        CompletableFuture<Reply> answer =
                CompletableFuture.supplyAsync(() -> run.stub().update(name, Reply.class, command));
        try {
            return answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw late(run, name);
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

    private static CliError late(RunHandle run, String name) {
        return new CliError(
                ExitCode.UNREACHABLE,
                LATE,
                "%s has not answered; %s may still take effect".formatted(run.name(), name),
                "%s of %s".formatted(name, run.name()),
                "a decision is recorded in the target first, which may be busy or away; once Temporal has it, it is not lost",
                "godwit status " + run.name());
    }

    private static CliError refused(RunHandle run, String name, String what) {
        return new CliError(
                ExitCode.REFUSED,
                REFUSED,
                what,
                "%s of %s".formatted(name, run.name()),
                "",
                "godwit status " + run.name());
    }
}
