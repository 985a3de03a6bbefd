package dev.godwit.workflow.run;

import dev.godwit.workflow.desk.Desk;
import dev.godwit.workflow.release.ReleaseWorkflow;
import io.temporal.workflow.Async;
import io.temporal.workflow.Workflow;
import org.jspecify.annotations.Nullable;

/** The wait of a migration that is part of a release: the project is upgraded meanwhile. */
final class Releasing {

    private final @Nullable String release;
    private final String run;
    private final Desk desk;

    /**
     * @param release workflow id; null for a migration that stands alone
     * @param run the migration's name
     */
    Releasing(@Nullable String release, String run, Desk desk) {
        this.release = release;
        this.run = run;
        this.desk = desk;
    }

    /** Tells the release that the schema is expanded, and waits for its word, once. */
    void await(Position position) {
        if (release == null || position.released()) {
            return;
        }
        ReleaseWorkflow whole = Workflow.newExternalWorkflowStub(ReleaseWorkflow.class, release);
        // Not waited for: a release that is gone must not fail the run, which people can let go on.
        Async.procedure(whole::expanded, run).exceptionally(gone -> null);
        desk.awaitRelease(release);
        position.release();
    }
}
