package dev.godwit.cli.run;

import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.config.Target;
import dev.godwit.plan.Plan;
import dev.godwit.workflow.Attributes;
import dev.godwit.workflow.Contract;
import dev.godwit.workflow.Memo;
import dev.godwit.workflow.Outcome;
import dev.godwit.workflow.Phase;
import dev.godwit.workflow.message.Command;
import dev.godwit.workflow.message.MigrationInput;
import dev.godwit.workflow.message.RollbackInput;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowServiceException;
import io.temporal.common.SearchAttributes;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Starts workflows. A run has at most one at a time: the server sees to that by the workflow id. A
 * server that lacks Godwit's search attributes gets none.
 */
public final class Launch {

    private static final String RUNNING = "GW-520";
    private static final int HASH = 8;

    private final Session session;
    private final Wishes wishes;

    public Launch(Session session) {
        this(session, Wishes.NONE);
    }

    private Launch(Session session, Wishes wishes) {
        this.session = session;
        this.wishes = wishes;
    }

    /** For migrations of which something is asked beside their plans. */
    Launch asking(Wishes others) {
        return new Launch(session, others);
    }

    /** A run that goes on, and whether it was this call that started it. */
    public record Started(RunHandle run, boolean here) {}

    /**
     * Starts a migration, or finds the run of the same plan text under way: of two pipelines that
     * start it at once, one wins and both may follow.
     *
     * @param plan its name
     * @param source where the text came from
     * @throws CliError when another plan of that name is under way, or its rollback
     */
    public Started migrationOrRunning(Target target, String plan, String source, String text) {
        RunHandle other = session.runs().handle(Contract.runName(target.name(), plan));
        CliError taken = null;
        for (int tries = 0; tries < 3; tries++) {
            try {
                return new Started(migration(target, plan, source, text), true);
            } catch (CliError running) {
                taken = running;
            }
            // Closed between the two calls, it has left the way free.
            if (other.openType().isPresent()) {
                if (other.runs(Plan.hash(text))) {
                    return new Started(other, false);
                }
                throw taken;
            }
        }
        throw Objects.requireNonNull(taken);
    }

    /**
     * Starts a migration.
     *
     * @param source where the text came from
     * @throws CliError when the run is under way already
     */
    public RunHandle migration(Target target, String plan, String source, String text) {
        String hash = Plan.hash(text);
        String actor = session.link().actor();
        SearchAttributes known =
                SearchAttributes.newBuilder(Attributes.of(target.name(), plan, actor, hash))
                        .set(Attributes.PHASE, Phase.PREFLIGHT.toString())
                        .set(Attributes.OUTCOME, Outcome.RUNNING.toString())
                        .build();
        String name = Contract.runName(target.name(), plan);
        return begin(
                name,
                "MigrationWorkflow",
                "%s: %s (plan %s)".formatted(target.name(), plan, hash.substring(0, HASH)),
                "Plan `%s` from `%s` on target `%s`, started by %s."
                        .formatted(plan, source, target.name(), actor),
                Map.of(Memo.PLAN_HASH, hash),
                known,
                attributes ->
                        new MigrationInput(
                                        Contract.VERSION,
                                        target.name(),
                                        target.queue(),
                                        plan,
                                        source,
                                        text,
                                        hash,
                                        actor,
                                        attributes)
                                .terminating(wishes.terminateAfter().toSeconds())
                                .at(wishes.preset()));
    }

    /**
     * Starts a workflow for a run that has none any more; the target says where it stands.
     *
     * @throws CliError when one drives it
     */
    public RunHandle recovery(RunHandle run, String reason) {
        String actor = session.link().actor();
        SearchAttributes known =
                SearchAttributes.newBuilder()
                        .set(Attributes.TARGET, run.target())
                        .set(Attributes.PLAN, run.plan())
                        .set(Attributes.ACTOR, actor)
                        .set(Attributes.OUTCOME, Outcome.RUNNING.toString())
                        .build();
        return begin(
                run.name(),
                "MigrationWorkflow",
                "%s: recover %s".formatted(run.target(), run.plan()),
                "Goes on with `%s` from where the target says it stands; asked for by %s."
                        .formatted(run.name(), actor),
                Map.of(Memo.PLAN_HASH, ""),
                known,
                attributes ->
                        new MigrationInput(
                                        Contract.VERSION,
                                        run.target(),
                                        session.targets().queue(run.target()),
                                        run.plan(),
                                        "",
                                        "",
                                        "",
                                        actor,
                                        attributes)
                                .recovering(new Command(actor, reason)));
    }

    /**
     * Starts the rollback of a run that no workflow drives.
     *
     * @throws CliError when one does
     */
    public RunHandle rollback(RunHandle run, String reason) {
        String actor = session.link().actor();
        SearchAttributes known =
                SearchAttributes.newBuilder()
                        .set(Attributes.TARGET, run.target())
                        .set(Attributes.PLAN, run.plan())
                        .set(Attributes.ACTOR, actor)
                        .set(Attributes.PHASE, Phase.ROLLING_BACK.toString())
                        .set(Attributes.OUTCOME, Outcome.RUNNING.toString())
                        .build();
        return begin(
                run.name(),
                "RollbackWorkflow",
                "%s: roll back %s".formatted(run.target(), run.plan()),
                "Takes back `%s`, from what the target has recorded; asked for by %s."
                        .formatted(run.name(), actor),
                Map.of(Memo.PLAN_HASH, ""),
                known,
                attributes ->
                        new RollbackInput(
                                Contract.VERSION,
                                run.target(),
                                session.targets().queue(run.target()),
                                run.plan(),
                                actor,
                                reason,
                                attributes));
    }

    /**
     * Starts a workflow for a run.
     *
     * @param memo kept beside the run, for whoever asks later
     * @param input of the workflow, by whether the server knows Godwit's search attributes
     * @throws CliError when the run has a workflow already
     */
    public RunHandle begin(
            String name,
            String type,
            String summary,
            String details,
            Map<String, Object> memo,
            SearchAttributes known,
            Function<Boolean, Object> input) {
        WorkflowOptions.Builder options =
                WorkflowOptions.newBuilder()
                        .setWorkflowId(name)
                        .setTaskQueue(Contract.WORKFLOW_QUEUE)
                        .setWorkflowIdReusePolicy(
                                WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                        .setWorkflowIdConflictPolicy(
                                WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
                        .setMemo(memo)
                        .setStaticSummary(summary)
                        .setStaticDetails(details);
        try {
            start(type, options.setTypedSearchAttributes(known).build(), input.apply(true));
        } catch (WorkflowExecutionAlreadyStarted running) {
            throw running(name);
        } catch (WorkflowServiceException refused) {
            if (!lacksAttributes(refused)) {
                throw refused;
            }
            try {
                start(
                        type,
                        options.setTypedSearchAttributes(SearchAttributes.EMPTY).build(),
                        input.apply(false));
            } catch (WorkflowExecutionAlreadyStarted running) {
                throw running(name);
            }
        }
        return session.runs().handle(name);
    }

    private void start(String type, WorkflowOptions options, Object input) {
        session.link()
                .within(
                        () ->
                                session.link()
                                        .client()
                                        .newUntypedWorkflowStub(type, options)
                                        .start(input));
    }

    private static boolean lacksAttributes(WorkflowServiceException refused) {
        return refused.getCause() instanceof StatusRuntimeException status
                && status.getStatus().getCode() == Status.Code.INVALID_ARGUMENT
                && String.valueOf(status.getStatus().getDescription())
                        .contains(Attributes.TARGET.getName().substring(0, "Godwit".length()));
    }

    private static CliError running(String name) {
        return new CliError(
                ExitCode.REFUSED,
                RUNNING,
                name + " is already running",
                "workflow " + name,
                "a run has one workflow at a time",
                """
                godwit status %1$s
                godwit watch %1$s"""
                        .formatted(name));
    }
}
