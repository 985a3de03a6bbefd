package dev.godwit.cli.release;

import dev.godwit.cli.client.TemporalLink;
import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.run.RunHandle;
import dev.godwit.cli.run.Session;
import dev.godwit.cli.upgrade.UpgradeRun;
import dev.godwit.cli.upgrade.UpgradeView;
import dev.godwit.cli.view.RunView;
import dev.godwit.workflow.Memo;
import dev.godwit.workflow.Outcome;
import dev.godwit.workflow.message.Finding;
import dev.godwit.workflow.message.MigrationReport;
import dev.godwit.workflow.release.message.ReleaseInput;
import dev.godwit.workflow.release.message.ReleaseReport;
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

/** One release, as Temporal, its workflow and its parts know it. */
public final class ReleaseRun {

    static final String RELEASE = "ReleaseWorkflow";
    static final String ROLLBACK = "ReleaseRollbackWorkflow";
    private static final String ENDED = "GW-641";
    private final Session session;
    private final RunHandle run;
    private final WorkflowExecutionDescription description;

    private ReleaseRun(Session session, RunHandle run, WorkflowExecutionDescription description) {
        this.session = session;
        this.run = run;
        this.description = description;
    }

    /**
     * How a release stands.
     *
     * @param open whether its workflow is running
     * @param answered whether the workflow itself said so; else no worker did within seconds
     */
    public record Look(ReleaseView view, boolean open, boolean answered) {}

    /** The run, when it is a release. */
    public static Optional<ReleaseRun> of(Session session, RunHandle run) {
        return run.describe()
                .filter(
                        known ->
                                known.getWorkflowType().equals(RELEASE)
                                        || known.getWorkflowType().equals(ROLLBACK))
                .map(known -> new ReleaseRun(session, run, known));
    }

    public String name() {
        return run.name();
    }

    /** What it was started with. */
    public ReleaseInput input() {
        return ReleaseInput.class.cast(
                Objects.requireNonNull(
                        description.getMemo(Memo.RELEASE, ReleaseInput.class),
                        "memo of a release"));
    }

    /** Whether a workflow drives it. */
    public boolean open() {
        return run.openType().isPresent();
    }

    /** How it ended; null when it has not, or was ended from outside. */
    public @Nullable ReleaseReport ended() {
        try {
            return stub().getResult(
                            TemporalLink.PATIENCE_MILLIS,
                            TimeUnit.MILLISECONDS,
                            ReleaseReport.class);
        } catch (TimeoutException | WorkflowException none) {
            return null;
        }
    }

    /** Looks at it and its parts anew. */
    public Look look() {
        WorkflowExecutionDescription now = run.describe().orElse(description);
        String ui = run.page(now);
        return switch (now.getStatus()) {
            case WORKFLOW_EXECUTION_STATUS_RUNNING -> running(ui);
            case WORKFLOW_EXECUTION_STATUS_COMPLETED -> over(ui);
            default -> new Look(broken(now, ui), false, true);
        };
    }

    private Look running(@Nullable String ui) {
        try {
            ReleaseReport report =
                    session.link().within(() -> stub().query("progress", ReleaseReport.class));
            return new Look(view(report, ui), true, true);
        } catch (WorkflowException silent) {
            return new Look(ReleaseView.bare(name(), Outcome.RUNNING, List.of(), ui), true, false);
        }
    }

    private Look over(@Nullable String ui) {
        ReleaseReport report = ended();
        if (report == null) {
            throw new CliError(
                    ExitCode.UNREACHABLE,
                    ENDED,
                    "the result of %s cannot be read".formatted(name()),
                    session.link().endpoint().toString(),
                    "",
                    "godwit open " + name());
        }
        return new Look(view(report, ui), false, true);
    }

    private ReleaseView view(ReleaseReport report, @Nullable String ui) {
        MigrationReport migrated = report.migrated();
        UpgradeReport upgraded = report.upgraded();
        return ReleaseView.of(
                report,
                migrated == null
                        ? migration(report.migration())
                        : RunView.of(migrated, page(report.migration())),
                upgraded == null
                        ? upgrade(report.upgrade())
                        : UpgradeView.of(upgraded, "", page(report.upgrade())),
                ui);
    }

    private @Nullable RunView migration(String name) {
        return part(name).map(part -> part.look().view()).orElse(null);
    }

    private @Nullable UpgradeView upgrade(String name) {
        return part(name)
                .flatMap(part -> UpgradeRun.of(session, part))
                .map(part -> part.look().view())
                .orElse(null);
    }

    /** Of that name, but only when this release has started it. */
    private Optional<RunHandle> part(String name) {
        RunHandle part = session.runs().named(name);
        return part.describe()
                .filter(
                        known ->
                                known.getRawDescription()
                                        .getWorkflowExecutionInfo()
                                        .getParentExecution()
                                        .getWorkflowId()
                                        .equals(name()))
                .map(known -> part);
    }

    private @Nullable String page(String name) {
        return part(name).flatMap(part -> part.describe().map(part::page)).orElse(null);
    }

    private ReleaseView broken(WorkflowExecutionDescription now, @Nullable String ui) {
        ReleaseInput input = input();
        Finding why =
                new Finding(
                        ENDED,
                        "the workflow of %s was ended from outside".formatted(name()),
                        "workflow run " + now.getExecution().getRunId(),
                        now.getStatus().name(),
                        """
                        godwit status %s
                        godwit status %s
                        godwit rollback %s    when both are over"""
                                .formatted(input.migrationRun(), input.upgrade().run(), name()));
        return ReleaseView.bare(name(), Outcome.FAILED, List.of(why), ui);
    }

    private WorkflowStub stub() {
        return session.link().client().newUntypedWorkflowStub(name());
    }
}
