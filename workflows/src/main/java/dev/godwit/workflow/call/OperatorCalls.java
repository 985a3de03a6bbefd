package dev.godwit.workflow.call;

import dev.godwit.workflow.operator.FindMigrationsInput;
import dev.godwit.workflow.operator.FoundMigrations;
import dev.godwit.workflow.operator.InspectInput;
import dev.godwit.workflow.operator.Inspection;
import dev.godwit.workflow.operator.Notice;
import dev.godwit.workflow.operator.OperatorActivities;
import dev.godwit.workflow.operator.RecoverInput;
import dev.godwit.workflow.operator.Recovered;
import dev.godwit.workflow.operator.UninstallInput;
import dev.godwit.workflow.operator.Uninstalled;
import dev.godwit.workflow.snapshot.SnapshotActivities;
import dev.godwit.workflow.snapshot.SnapshotInput;
import dev.godwit.workflow.snapshot.SnapshotReport;
import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.Workflow;
import java.util.Locale;

/** What is asked of a target beside migrations, each with its options and a summary. */
public final class OperatorCalls {

    private final String queue;

    /** Calls on a target's queue. */
    public OperatorCalls(String queue) {
        this.queue = queue;
    }

    public Recovered recover(RecoverInput input) {
        return with(Options.brief(queue, "find where " + input.plan() + " stands")).recover(input);
    }

    public Inspection inspect(InspectInput input) {
        return with(Options.fewTries(queue, "look at " + input.target())).inspect(input);
    }

    public FoundMigrations findMigrations(FindMigrationsInput input) {
        return with(Options.fewTries(queue, "look for migrations of " + input.target()))
                .findMigrations(input);
    }

    public Uninstalled uninstall(UninstallInput input) {
        return with(Options.statement(queue, "remove Godwit from " + input.target()))
                .uninstall(input);
    }

    public void tell(Notice notice) {
        with(Options.patient(queue, "tell that %s: %s".formatted(notice.run(), notice.outcome())))
                .tell(notice);
    }

    private static OperatorActivities with(ActivityOptions options) {
        return Workflow.newActivityStub(OperatorActivities.class, options);
    }

    public SnapshotReport snapshots(SnapshotInput input) {
        String summary =
                "%s what is kept in %s%s"
                        .formatted(
                                input.action().name().toLowerCase(Locale.ROOT),
                                input.target(),
                                input.plan().isEmpty() ? "" : " of " + input.plan());
        return Workflow.newActivityStub(SnapshotActivities.class, Options.statement(queue, summary))
                .handleSnapshots(input);
    }
}
