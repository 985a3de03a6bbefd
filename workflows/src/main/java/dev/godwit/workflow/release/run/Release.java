package dev.godwit.workflow.release.run;

import dev.godwit.workflow.Outcome;
import dev.godwit.workflow.message.Command;
import dev.godwit.workflow.message.Decided;
import dev.godwit.workflow.message.MigrationReport;
import dev.godwit.workflow.message.Reply;
import dev.godwit.workflow.release.ReleaseWorkflow;
import dev.godwit.workflow.release.message.ReleaseInput;
import dev.godwit.workflow.release.message.ReleaseReport;
import dev.godwit.workflow.release.message.Stage;
import dev.godwit.workflow.upgrade.message.UpgradeOutcome;
import dev.godwit.workflow.upgrade.message.UpgradeReport;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A migration around an upgrade. The database is never left expanded for a project that cannot use
 * it, and a result branch never left for a schema that was taken back.
 */
public final class Release implements ReleaseWorkflow {

    private static final String GODWIT = "godwit";
    private final ReleaseInput input;
    private final Parts parts;
    private final Tale tale;
    private @Nullable Part<MigrationReport> migration;
    private @Nullable Part<UpgradeReport> upgrade;
    private @Nullable Command back;
    private boolean expanded;

    /** Updates, signals and queries may arrive before {@link #release}. */
    @WorkflowInit
    public Release(ReleaseInput input) {
        this.input = input;
        this.parts = new Parts(input);
        this.tale = new Tale(input, Stage.APPLY);
    }

    @Override
    public ReleaseReport release(ReleaseInput same) {
        try {
            forward();
        } catch (CanceledFailure requested) {
            back = new Command("temporal", "cancellation was requested");
        }
        Workflow.newDetachedCancellationScope(this::end).run();
        return tale.report();
    }

    @Override
    public ReleaseReport progress() {
        return tale.report();
    }

    @Override
    public void expanded(String run) {
        expanded |= run.equals(input.migrationRun());
    }

    @Override
    public Reply abort(Command command) {
        return switch (tale.report().stage()) {
            case ENDED -> new Reply(false, input.run() + " has ended");
            case ROLLING_BACK -> new Reply(false, input.run() + " is being taken back already");
            case APPLY, UPGRADE, MIGRATE -> {
                back = command;
                yield new Reply(true, input.run() + " stops, and both its parts are taken back");
            }
        };
    }

    /** Returns at the end of both parts, or when {@link #back} says why they have to go back. */
    private void forward() {
        tale.turns(Stage.APPLY, "expand the schema: " + input.migrationRun());
        Part<MigrationReport> schema = parts.migrate();
        migration = schema;
        Workflow.await(() -> expanded || schema.ended() || back != null);
        if (back != null || lost(schema)) {
            return;
        }
        if (appliedBefore(schema)) {
            tale.appliedBefore();
        }
        tale.turns(Stage.UPGRADE, "upgrade the project: " + input.upgrade().run());
        Part<UpgradeReport> code = parts.upgrade();
        upgrade = code;
        Workflow.await(() -> code.ended() || back != null || lost(schema));
        if (back != null || lost(schema) || !wanted(code)) {
            return;
        }
        tale.turns(Stage.MIGRATE, "fill, prove and constrain: " + input.migrationRun());
        parts.tell(new Decided(true, input.actor(), "its release " + input.run() + " goes on"));
        Workflow.await(() -> schema.ended() || back != null);
    }

    /** An earlier run has applied the same plan: it stays, whatever becomes of the release. */
    private boolean appliedBefore(Part<MigrationReport> schema) {
        return !expanded && done(schema);
    }

    private static boolean done(Part<MigrationReport> schema) {
        return schema.ended()
                && schema.result().filter(report -> report.outcome() == Outcome.DONE).isPresent();
    }

    /** It has ended otherwise than planned. One that people have let go on may be done early. */
    private static boolean lost(Part<MigrationReport> schema) {
        return schema.ended() && !done(schema);
    }

    /** Whether the migration may go on with what the upgrade has come to. */
    private boolean wanted(Part<UpgradeReport> code) {
        Optional<UpgradeReport> ended = code.result();
        if (ended.isEmpty()) {
            tale.problem(Problems.unavailable(input.upgrade().run(), code.refused()));
            back = new Command(GODWIT, "its upgrade could not be made");
            return false;
        }
        UpgradeOutcome outcome = ended.get().outcome();
        tale.upgraded(ended.get());
        if (outcome == UpgradeOutcome.DONE || input.accept().contains(outcome)) {
            return true;
        }
        tale.problem(Problems.unwanted(input, outcome));
        back = new Command(GODWIT, "its upgrade ended as " + outcome);
        return false;
    }

    private void end() {
        Part<MigrationReport> schema = migration;
        if (schema == null) {
            tale.end(Outcome.ROLLED_BACK, "nothing was begun");
        } else if (back == null && upgrade != null && done(schema)) {
            schema.result().ifPresent(tale::migrated);
            tale.end(Outcome.DONE, appliedBefore(schema) ? "its schema was applied before" : "");
        } else {
            back(schema);
        }
        Workflow.await(Workflow::isEveryHandlerFinished);
    }

    private void back(Part<MigrationReport> schema) {
        Command why = back == null ? new Command(GODWIT, "its migration was taken back") : back;
        TakingBack takingBack = new TakingBack(input, parts, tale);
        tale.turns(Stage.ROLLING_BACK, "take both parts back");
        if (schema.ended() && schema.result().isEmpty()) {
            // The target has its record: people decide whether it goes on alone or back.
            tale.problem(Problems.unavailable(input.migrationRun(), schema.refused()));
            tale.end(schema.refused() ? Outcome.REFUSED : Outcome.FAILED, "");
            return;
        }
        Part<UpgradeReport> code = upgrade;
        boolean free = code == null || takingBack.upgrade(code, why);
        if (!free && !schema.ended()) {
            tale.end(
                    Outcome.ROLLBACK_INCOMPLETE,
                    "%s still waits: its schema goes back when the code has"
                            .formatted(input.migrationRun()));
            return;
        }
        Outcome outcome = takingBack.migration(schema, appliedBefore(schema), why);
        boolean whole = free && (outcome == Outcome.ROLLED_BACK || code == null);
        tale.end(whole ? outcome : Outcome.ROLLBACK_INCOMPLETE, "");
    }
}
