package dev.godwit.cli.upgrade;

import dev.godwit.cli.client.Targets;
import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.run.Launch;
import dev.godwit.cli.run.RunHandle;
import dev.godwit.cli.run.Session;
import dev.godwit.workflow.Attributes;
import dev.godwit.workflow.Contract;
import dev.godwit.workflow.Memo;
import dev.godwit.workflow.upgrade.message.BranchInput;
import dev.godwit.workflow.upgrade.message.BranchReport;
import dev.godwit.workflow.upgrade.message.FindProjectsInput;
import dev.godwit.workflow.upgrade.message.FoundProjects;
import dev.godwit.workflow.upgrade.message.FoundProjects.Project;
import dev.godwit.workflow.upgrade.message.Place;
import dev.godwit.workflow.upgrade.message.UpgradeInput;
import dev.godwit.workflow.upgrade.message.Wishes;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.SearchAttributes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Starts what has to do with upgrades. */
public final class UpgradeLaunch {

    private static final String SILENT = "GW-642";
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Session session;

    public UpgradeLaunch(Session session) {
        this.session = session;
    }

    /**
     * The projects of a repository.
     *
     * @throws CliError when nothing can be begun there, with every reason
     */
    public FoundProjects find(Place place) {
        FoundProjects found =
                brief(
                        "FindProjectsWorkflow",
                        "godwit-find/%s/%s".formatted(place.target(), UUID.randomUUID()),
                        "look for projects in " + place.target(),
                        new FindProjectsInput(Contract.VERSION, place),
                        FoundProjects.class);
        if (!found.problems().isEmpty()) {
            throw new CliError(ExitCode.REJECTED, found.problems(), null);
        }
        return found;
    }

    /** The path of a project target, below which its projects lie; empty for a directory. */
    public static String under(Targets targets, String project) {
        return targets.project(project)
                .map(one -> Objects.requireNonNullElse(one.path(), ""))
                .orElse("");
    }

    /**
     * The name of a run: the same for the same project, however many there are beside it.
     *
     * @param kind its first word
     * @param all that are meant together
     * @param under path of the target, below which the project lies
     */
    public static String name(String kind, Project project, List<Project> all, String under) {
        String path = Path.of(under).relativize(Path.of(project.path())).toString();
        String name = path.isEmpty() ? kind : kind + "-" + path.replaceAll("[^A-Za-z0-9._-]", "-");
        boolean shared =
                all.stream().filter(other -> other.path().equals(project.path())).count() > 1;
        return shared ? name + "-" + project.ecosystem() : name;
    }

    /**
     * Starts an upgrade.
     *
     * @param name of the run on its target
     * @throws CliError when the project has one under way
     */
    public RunHandle upgrade(Place place, String name, Wishes wishes) {
        String actor = session.link().actor();
        UpgradeInput input = new UpgradeInput(Contract.VERSION, place, name, wishes, actor, true);
        return new Launch(session)
                .begin(
                        input.run(),
                        UpgradeRun.UPGRADE,
                        "%s: upgrade to %s"
                                .formatted(place.target(), wishes.majors() ? "latest" : "minor"),
                        "Upgrade of `%s`, started by %s.".formatted(place.target(), actor),
                        Map.of(Memo.UPGRADE, input),
                        attributes("upgrade", input),
                        input::with);
    }

    /**
     * Starts an audit.
     *
     * @param name of the run on its target
     * @throws CliError when the project has one under way
     */
    public RunHandle audit(Place place, String name, Wishes wishes) {
        String actor = session.link().actor();
        UpgradeInput input = new UpgradeInput(Contract.VERSION, place, name, wishes, actor, true);
        return new Launch(session)
                .begin(
                        input.run(),
                        UpgradeRun.AUDIT,
                        place.target() + ": audit",
                        "Audit of `%s`, started by %s.".formatted(place.target(), actor),
                        Map.of(Memo.UPGRADE, input),
                        attributes("audit", input),
                        input::with);
    }

    /** Takes an upgrade back that is over. @param look at it before */
    public RunHandle rollback(UpgradeInput input, UpgradeView look) {
        String actor = session.link().actor();
        return new Launch(session)
                .begin(
                        input.run(),
                        UpgradeRun.ROLLBACK,
                        "%s: take back %s".formatted(input.place().target(), input.name()),
                        "Takes back `%s`; asked for by %s.".formatted(input.run(), actor),
                        Map.of(Memo.UPGRADE, input),
                        attributes("rollback", input),
                        known ->
                                new BranchInput(
                                        input.with(known), look.into(), look.from(), actor));
    }

    /** Merges the result branch of an upgrade. */
    public BranchReport merge(UpgradeInput input, UpgradeView look) {
        return brief(
                "MergeWorkflow",
                "godwit-merge/" + input.run(),
                "merge the result of " + input.run(),
                new BranchInput(input, look.into(), look.from(), session.link().actor()),
                BranchReport.class);
    }

    private static SearchAttributes attributes(String phase, UpgradeInput input) {
        return SearchAttributes.newBuilder()
                .set(Attributes.TARGET, input.place().target())
                .set(Attributes.PLAN, input.name())
                .set(Attributes.ACTOR, input.actor())
                .set(Attributes.PHASE, phase)
                .set(Attributes.OUTCOME, "running")
                .build();
    }

    private <T> T brief(String type, String id, String summary, Object input, Class<T> answer) {
        WorkflowStub stub =
                session.link()
                        .client()
                        .newUntypedWorkflowStub(
                                type,
                                WorkflowOptions.newBuilder()
                                        .setWorkflowId(id)
                                        .setTaskQueue(Contract.WORKFLOW_QUEUE)
                                        .setWorkflowRunTimeout(LIMIT)
                                        .setStaticSummary(summary)
                                        .build());
        try {
            stub.start(input);
            return stub.getResult(LIMIT.toSeconds() + 5, TimeUnit.SECONDS, answer);
        } catch (TimeoutException | WorkflowException failure) {
            throw new CliError(
                    ExitCode.UNREACHABLE,
                    SILENT,
                    "the worker could not %s".formatted(summary),
                    "workflow " + id,
                    cause(failure),
                    "look at the worker's log, or at the workflow in the Temporal UI");
        }
    }

    private static String cause(Throwable failure) {
        Throwable last = failure;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return last instanceof io.temporal.failure.ApplicationFailure told
                ? told.getOriginalMessage()
                : "it has not answered in time";
    }
}
