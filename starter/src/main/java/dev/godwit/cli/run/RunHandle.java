package dev.godwit.cli.run;

import dev.godwit.cli.client.Pollers;
import dev.godwit.cli.client.TemporalLink;
import dev.godwit.cli.client.UiLinks;
import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.view.Live;
import dev.godwit.cli.view.RunView;
import dev.godwit.workflow.Attributes;
import dev.godwit.workflow.Contract;
import dev.godwit.workflow.Memo;
import dev.godwit.workflow.Outcome;
import dev.godwit.workflow.Phase;
import dev.godwit.workflow.message.Finding;
import dev.godwit.workflow.message.MigrationReport;
import dev.godwit.workflow.message.Progress;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One run, as Temporal and its workflow know it. Every call ends within seconds. */
public final class RunHandle {

    private static final String ENDED = "GW-523";
    private static final String NOT_RUNNING = "GW-524";

    private final String name;
    private final TemporalLink link;
    private final UiLinks ui;

    RunHandle(String name, TemporalLink link, UiLinks ui) {
        this.name = name;
        this.link = link;
        this.ui = ui;
    }

    /**
     * How a run stands.
     *
     * @param open whether its workflow is running
     * @param answered whether the workflow itself said so; else no worker did within seconds
     */
    public record Look(RunView view, boolean open, boolean answered) {}

    /** {@code <target>/<plan>}. */
    public String name() {
        return name;
    }

    public String target() {
        return name.substring(0, name.indexOf('/'));
    }

    public String plan() {
        return name.substring(name.indexOf('/') + 1);
    }

    /** What the server knows of its newest execution; empty when nothing. */
    public Optional<WorkflowExecutionDescription> describe() {
        try {
            return Optional.of(link.within(() -> stub().describe()));
        } catch (WorkflowNotFoundException absent) {
            return Optional.empty();
        } catch (WorkflowException failure) {
            throw unreachable(failure);
        }
    }

    /** Its page in the Temporal UI. */
    public @Nullable String page(WorkflowExecutionDescription description) {
        return ui.page(name, description.getExecution().getRunId());
    }

    /**
     * Looks at it.
     *
     * @throws CliError when Temporal does not answer or has lost the run
     */
    public Look look() {
        WorkflowExecutionDescription description =
                describe()
                        .orElseThrow(
                                () ->
                                        new CliError(
                                                ExitCode.USAGE,
                                                NOT_RUNNING,
                                                "Temporal knows no run " + name,
                                                link.endpoint().toString(),
                                                "",
                                                "godwit history " + name));
        String page = page(description);
        return switch (description.getStatus()) {
            case WORKFLOW_EXECUTION_STATUS_RUNNING, WORKFLOW_EXECUTION_STATUS_CONTINUED_AS_NEW ->
                    open(description, page);
            case WORKFLOW_EXECUTION_STATUS_COMPLETED -> new Look(report(page), false, true);
            default -> new Look(broken(description, page), false, true);
        };
    }

    /** Whether an execution is open, and which: a migration or a rollback. Empty when none is. */
    public Optional<String> openType() {
        return describe()
                .filter(
                        description ->
                                description.getStatus()
                                        == io.temporal.api.enums.v1.WorkflowExecutionStatus
                                                .WORKFLOW_EXECUTION_STATUS_RUNNING)
                .map(WorkflowExecutionDescription::getWorkflowType);
    }

    /** Whether its newest execution migrates by a plan of that text. @param hash of the text */
    public boolean runs(String hash) {
        return describe()
                .filter(description -> description.getWorkflowType().equals("MigrationWorkflow"))
                .map(description -> description.getMemo(Memo.PLAN_HASH, String.class))
                .filter(hash::equals)
                .isPresent();
    }

    /** The run has no open workflow. */
    public CliError notRunning() {
        return new CliError(
                ExitCode.REFUSED,
                NOT_RUNNING,
                name + " is not under way",
                "",
                "",
                "godwit status "
                        + name
                        + "\ngodwit rollback "
                        + name
                        + "    takes back a run that is over");
    }

    /** Nobody answers for the workflow. */
    public CliError noAnswer() {
        return Pollers.nobody(
                Contract.WORKFLOW_QUEUE,
                "no worker on queue %s answers for %s".formatted(Contract.WORKFLOW_QUEUE, name),
                "the run has lost nothing and goes on when one comes");
    }

    private Look open(WorkflowExecutionDescription description, @Nullable String page) {
        Live live = PendingWork.of(description, link.client().getOptions().getDataConverter());
        try {
            Progress progress = link.within(() -> stub().query("progress", Progress.class));
            return new Look(RunView.of(progress, page).live(live), true, true);
        } catch (WorkflowException silent) {
            if (status(silent) == Status.Code.UNAVAILABLE) {
                throw unreachable(silent);
            }
            RunView view =
                    RunView.partly(
                            name,
                            find(Outcome.values(), attribute(description, Attributes.OUTCOME))
                                    .orElse(Outcome.RUNNING),
                            find(Phase.values(), attribute(description, Attributes.PHASE))
                                    .orElse(null),
                            page,
                            List.of());
            return new Look(view.live(live), true, false);
        }
    }

    private RunView report(@Nullable String page) {
        try {
            MigrationReport report =
                    link.within(
                            () ->
                                    stub().getResult(
                                                    TemporalLink.PATIENCE_MILLIS,
                                                    TimeUnit.MILLISECONDS,
                                                    MigrationReport.class));
            return RunView.of(report, page);
        } catch (WorkflowException failure) {
            throw unreachable(failure);
        }
    }

    private RunView broken(WorkflowExecutionDescription description, @Nullable String page) {
        String how =
                description
                        .getStatus()
                        .name()
                        .replace("WORKFLOW_EXECUTION_STATUS_", "")
                        .toLowerCase(Locale.ROOT)
                        .replace('_', ' ');
        Finding finding =
                new Finding(
                        ENDED,
                        "the workflow of %s ended as %s".formatted(name, how),
                        "workflow run " + description.getExecution().getRunId(),
                        because(),
                        """
                        godwit recover %1$s     goes on from what the target has recorded
                        godwit rollback %1$s    takes it back from the same"""
                                .formatted(name));
        return RunView.partly(
                name,
                Outcome.FAILED,
                find(Phase.values(), attribute(description, Attributes.PHASE)).orElse(null),
                page,
                List.of(finding));
    }

    private String because() {
        try {
            link.within(
                    () ->
                            stub().getResult(
                                            TemporalLink.PATIENCE_MILLIS,
                                            TimeUnit.MILLISECONDS,
                                            MigrationReport.class));
            return "";
        } catch (WorkflowFailedException failed) {
            return failed.getCause() == null
                    ? ""
                    : Objects.requireNonNullElse(failed.getCause().getMessage(), "");
        } catch (WorkflowException | IllegalStateException unknown) {
            return "";
        }
    }

    WorkflowStub stub() {
        return link.client().newUntypedWorkflowStub(name);
    }

    CliError unreachable(WorkflowException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StatusRuntimeException status) {
                return link.unreachable(status);
            }
        }
        return noAnswer();
    }

    private static Status.@Nullable Code status(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StatusRuntimeException status) {
                return status.getStatus().getCode();
            }
        }
        return null;
    }

    private static String attribute(
            WorkflowExecutionDescription description,
            io.temporal.common.SearchAttributeKey<String> key) {
        return Objects.requireNonNullElse(description.getTypedSearchAttributes().get(key), "");
    }

    private static <E extends Enum<E>> Optional<E> find(E[] values, String word) {
        return Stream.of(values).filter(value -> value.toString().equals(word)).findFirst();
    }
}
