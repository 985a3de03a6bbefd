package dev.godwit.workflow;

import dev.godwit.workflow.brief.CheckProject;
import dev.godwit.workflow.brief.Checklist;
import dev.godwit.workflow.brief.Drift;
import dev.godwit.workflow.brief.FindMigrations;
import dev.godwit.workflow.brief.Inspect;
import dev.godwit.workflow.brief.Preview;
import dev.godwit.workflow.brief.Read;
import dev.godwit.workflow.brief.Reset;
import dev.godwit.workflow.brief.Snapshot;
import dev.godwit.workflow.brief.Tell;
import dev.godwit.workflow.brief.Uninstall;
import dev.godwit.workflow.brief.WriteMigration;
import dev.godwit.workflow.release.run.Release;
import dev.godwit.workflow.release.run.ReleaseRollback;
import dev.godwit.workflow.run.Migration;
import dev.godwit.workflow.run.Rollback;
import dev.godwit.workflow.upgrade.run.FindProjects;
import dev.godwit.workflow.upgrade.run.Merge;
import dev.godwit.workflow.upgrade.run.ProjectAudit;
import dev.godwit.workflow.upgrade.run.Upgrade;
import dev.godwit.workflow.upgrade.run.UpgradeRollback;
import io.temporal.common.converter.DataConverterException;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkflowImplementationOptions;
import java.util.ConcurrentModificationException;
import java.util.NoSuchElementException;

/** Makes a worker run Godwit's workflows. */
public final class Registration {

    private Registration() {}

    /** Registers every workflow of Godwit, with the options it needs. */
    public static void register(Worker worker) {
        worker.registerWorkflowImplementationTypes(
                options(),
                Migration.class,
                Rollback.class,
                Read.class,
                Inspect.class,
                FindMigrations.class,
                Drift.class,
                Checklist.class,
                CheckProject.class,
                Preview.class,
                Uninstall.class,
                Reset.class,
                Snapshot.class,
                WriteMigration.class,
                Tell.class,
                Upgrade.class,
                UpgradeRollback.class,
                FindProjects.class,
                Merge.class,
                ProjectAudit.class,
                Release.class,
                ReleaseRollback.class);
    }

    /**
     * A bug in workflow code ends the workflow visibly: by default Temporal retries such a task for
     * ever, which looks like a run that hangs. NonDeterministicException is left out on purpose
     * (and with it its parent, IllegalStateException): it comes from a wrong deployment, which the
     * right one heals.
     */
    static WorkflowImplementationOptions options() {
        return WorkflowImplementationOptions.newBuilder()
                .setFailWorkflowExceptionTypes(
                        WorkflowBug.class,
                        NullPointerException.class,
                        IllegalArgumentException.class,
                        ClassCastException.class,
                        IndexOutOfBoundsException.class,
                        NoSuchElementException.class,
                        UnsupportedOperationException.class,
                        ArithmeticException.class,
                        ConcurrentModificationException.class,
                        DataConverterException.class)
                .build();
    }
}
