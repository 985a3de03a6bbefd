package dev.godwit.workflow.release.run;

import dev.godwit.workflow.Attributes;
import dev.godwit.workflow.Contract;
import dev.godwit.workflow.Memo;
import dev.godwit.workflow.MigrationWorkflow;
import dev.godwit.workflow.RollbackWorkflow;
import dev.godwit.workflow.call.Summary;
import dev.godwit.workflow.message.Command;
import dev.godwit.workflow.message.Decided;
import dev.godwit.workflow.message.MigrationInput;
import dev.godwit.workflow.message.MigrationReport;
import dev.godwit.workflow.message.RollbackInput;
import dev.godwit.workflow.release.message.ReleaseInput;
import dev.godwit.workflow.upgrade.UpgradeRollbackWorkflow;
import dev.godwit.workflow.upgrade.UpgradeWorkflow;
import dev.godwit.workflow.upgrade.message.BranchInput;
import dev.godwit.workflow.upgrade.message.BranchReport;
import dev.godwit.workflow.upgrade.message.UpgradeInput;
import dev.godwit.workflow.upgrade.message.UpgradeReport;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.common.SearchAttributes;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.SignalExternalWorkflowException;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Starts the parts of a release, each as it would be started alone, and gives them its word. They
 * outlive it, and no cancellation of it reaches them: one that were cancelled could not report.
 */
final class Parts {

    private final ReleaseInput input;

    Parts(ReleaseInput input) {
        this.input = input;
    }

    Part<MigrationReport> migrate() {
        MigrationInput its = input.migration().within(input.run());
        return part(
                MigrationWorkflow.class,
                options(
                        input.migrationRun(),
                        "%s, part of %s".formatted(its.plan(), input.name()),
                        Map.of(Memo.PLAN_HASH, its.hash()),
                        Attributes.of(its.target(), its.plan(), its.actor(), its.hash())),
                child -> Async.function(child::migrate, its));
    }

    Part<UpgradeReport> upgrade() {
        UpgradeInput its = input.upgrade();
        return part(
                UpgradeWorkflow.class,
                project("upgrade, part of " + input.name()),
                child -> Async.function(child::upgrade, its));
    }

    /** Takes a migration back that is over. */
    Part<MigrationReport> migrationBack(Command why) {
        MigrationInput its = input.migration();
        RollbackInput back =
                new RollbackInput(
                        Contract.VERSION,
                        its.target(),
                        its.queue(),
                        its.plan(),
                        why.actor(),
                        why.reason(),
                        its.attributes());
        return part(
                RollbackWorkflow.class,
                options(
                        input.migrationRun(),
                        "roll back %s with %s".formatted(its.plan(), input.name()),
                        Map.of(Memo.PLAN_HASH, ""),
                        Attributes.of(its.target(), its.plan(), why.actor(), its.hash())),
                child -> Async.function(child::rollback, back));
    }

    /** Takes an upgrade back that is over. */
    Part<BranchReport> upgradeBack(String into, String from, String actor) {
        BranchInput back = new BranchInput(input.upgrade(), into, from, actor);
        return part(
                UpgradeRollbackWorkflow.class,
                project("take the upgrade back with " + input.name()),
                child -> Async.function(child::rollback, back));
    }

    /** Lets the migration go on, or stops it; does nothing when it is over. */
    void tell(Decided decided) {
        // By its id alone: since it was begun it may have continued as new.
        MigrationWorkflow migration =
                Workflow.newExternalWorkflowStub(MigrationWorkflow.class, input.migrationRun());
        signal(() -> migration.decided(decided));
    }

    /** Stops the upgrade; does nothing when it is over. */
    void stop(Command why) {
        UpgradeWorkflow upgrade =
                Workflow.newExternalWorkflowStub(UpgradeWorkflow.class, input.upgrade().run());
        signal(() -> upgrade.stop(why));
    }

    private static void signal(Runnable send) {
        try {
            send.run();
        } catch (SignalExternalWorkflowException | ApplicationFailure over) {
            Workflow.getLogger(Parts.class).debug("a part was over before it was told", over);
        }
    }

    private static <W, R> Part<R> part(
            Class<W> type, ChildWorkflowOptions options, Function<W, Promise<R>> start) {
        List<Part<R>> begun = new ArrayList<>();
        Workflow.newDetachedCancellationScope(
                        () -> {
                            W child = Workflow.newChildWorkflowStub(type, options);
                            Promise<R> report = start.apply(child);
                            begun.add(new Part<>(Workflow.getWorkflowExecution(child), report));
                        })
                .run();
        return begun.getFirst();
    }

    private ChildWorkflowOptions project(String what) {
        UpgradeInput its = input.upgrade();
        return options(
                its.run(),
                what,
                Map.of(Memo.UPGRADE, its),
                SearchAttributes.newBuilder()
                        .set(Attributes.TARGET, its.place().target())
                        .set(Attributes.PLAN, its.name())
                        .set(Attributes.ACTOR, its.actor())
                        .set(Attributes.PHASE, "upgrade")
                        .build());
    }

    private ChildWorkflowOptions options(
            String id, String what, Map<String, Object> memo, SearchAttributes attributes) {
        ChildWorkflowOptions.Builder options =
                ChildWorkflowOptions.newBuilder()
                        .setWorkflowId(id)
                        .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
                        .setMemo(memo)
                        .setStaticSummary(Summary.of(id + ": " + what))
                        .setStaticDetails("Part of release `%s`.".formatted(input.run()));
        return input.attributes()
                ? options.setTypedSearchAttributes(attributes).build()
                : options.build();
    }
}
