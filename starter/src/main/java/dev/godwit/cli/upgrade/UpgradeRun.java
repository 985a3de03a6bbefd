package dev.godwit.cli.upgrade;

import dev.godwit.cli.client.TemporalLink;
import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.run.PendingWork;
import dev.godwit.cli.run.RunHandle;
import dev.godwit.cli.run.Session;
import dev.godwit.workflow.Memo;
import dev.godwit.workflow.message.Finding;
import dev.godwit.workflow.upgrade.message.BranchReport;
import dev.godwit.workflow.upgrade.message.UpgradeInput;
import dev.godwit.workflow.upgrade.message.UpgradeOutcome;
import dev.godwit.workflow.upgrade.message.UpgradeReport;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowStub;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One upgrade, as Temporal and its workflow know it. Every call ends within seconds. */
public final class UpgradeRun {

    static final String UPGRADE = "UpgradeWorkflow";
    static final String AUDIT = "AuditWorkflow";
    static final String ROLLBACK = "UpgradeRollbackWorkflow";

    private static final String ENDED = "GW-641";

    private final Session session;
    private final RunHandle run;
    private final WorkflowExecutionDescription description;

    private UpgradeRun(Session session, RunHandle run, WorkflowExecutionDescription description) {
        this.session = session;
        this.run = run;
        this.description = description;
    }

    /**
     * How an upgrade stands.
     *
     * @param open whether its workflow is running
     * @param answered whether the workflow itself said so; else no worker did within seconds
     */
    public record Look(UpgradeView view, boolean open, boolean answered) {}

    /** The run, when it is an upgrade. */
    public static Optional<UpgradeRun> of(Session session, RunHandle run) {
        return run.describe()
                .filter(
                        known ->
                                known.getWorkflowType().equals(UPGRADE)
                                        || known.getWorkflowType().equals(AUDIT)
                                        || known.getWorkflowType().equals(ROLLBACK))
                .map(known -> new UpgradeRun(session, run, known));
    }

    public String name() {
        return run.name();
    }

    /** What it was started with. */
    public UpgradeInput input() {
        return UpgradeInput.class.cast(
                Objects.requireNonNull(
                        description.getMemo(Memo.UPGRADE, UpgradeInput.class),
                        "memo of an upgrade"));
    }

    /** Whether a workflow drives it. */
    public boolean open() {
        return run.openType().isPresent();
    }

    /** Whether it only looks, so that there is nothing to take back. */
    public boolean audit() {
        return description.getWorkflowType().equals(AUDIT);
    }

    /** Looks at it anew. */
    public Look look() {
        WorkflowExecutionDescription now = run.describe().orElse(description);
        String ui = run.page(now);
        boolean back = now.getWorkflowType().equals(ROLLBACK);
        return switch (now.getStatus()) {
            case WORKFLOW_EXECUTION_STATUS_RUNNING -> back ? takenBack(ui) : running(now, ui);
            case WORKFLOW_EXECUTION_STATUS_COMPLETED ->
                    new Look(
                            back
                                    ? UpgradeView.of(name(), result(BranchReport.class), ui)
                                    : UpgradeView.of(result(UpgradeReport.class), "", ui),
                            false,
                            true);
            default -> new Look(broken(now, ui), false, true);
        };
    }

    private Look takenBack(@Nullable String ui) {
        return new Look(
                UpgradeView.bare(
                        name(), UpgradeOutcome.RUNNING, List.of(), ui, "is being taken back"),
                true,
                true);
    }

    private Look running(WorkflowExecutionDescription now, @Nullable String ui) {
        TemporalLink link = session.link();
        String trouble =
                PendingWork.of(now, link.client().getOptions().getDataConverter()).trouble();
        try {
            UpgradeReport report = link.within(() -> stub().query("progress", UpgradeReport.class));
            return new Look(UpgradeView.of(report, trouble, ui), true, true);
        } catch (WorkflowException noAnswer) {
            return new Look(
                    UpgradeView.bare(name(), UpgradeOutcome.RUNNING, List.of(), ui, ""),
                    true,
                    false);
        }
    }

    private <T> T result(Class<T> type) {
        try {
            return stub().getResult(TemporalLink.PATIENCE_MILLIS, TimeUnit.MILLISECONDS, type);
        } catch (TimeoutException | WorkflowException failure) {
            throw new CliError(
                    ExitCode.UNREACHABLE,
                    ENDED,
                    "the result of %s cannot be read".formatted(name()),
                    session.link().endpoint().toString(),
                    String.valueOf(failure.getMessage()),
                    "godwit open " + name());
        }
    }

    private UpgradeView broken(WorkflowExecutionDescription now, @Nullable String ui) {
        Finding why =
                new Finding(
                        ENDED,
                        "the workflow of %s was ended from outside".formatted(name()),
                        "workflow run " + now.getExecution().getRunId(),
                        now.getStatus().name(),
                        "start the upgrade again: it begins with what is remembered");
        return UpgradeView.bare(name(), UpgradeOutcome.FAILED, List.of(why), ui, "");
    }

    private WorkflowStub stub() {
        return session.link().client().newUntypedWorkflowStub(name());
    }
}
