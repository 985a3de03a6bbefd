package dev.godwit.workflow.call;

import dev.godwit.workflow.drift.CatalogCopy;
import dev.godwit.workflow.drift.CompareInput;
import dev.godwit.workflow.drift.CopyInput;
import dev.godwit.workflow.drift.DriftActivities;
import dev.godwit.workflow.drift.DriftReport;
import io.temporal.workflow.Workflow;

/** What is asked about catalogs, each with its options and a summary. */
public final class DriftCalls {

    private final String queue;

    /** Calls on a target's queue. */
    public DriftCalls(String queue) {
        this.queue = queue;
    }

    public CatalogCopy copy(CopyInput input) {
        return on("read the catalog of " + input.target()).copyCatalog(input);
    }

    public DriftReport compare(CompareInput input) {
        return on("compare the catalog of " + input.target()).compareCatalog(input);
    }

    private DriftActivities on(String summary) {
        return Workflow.newActivityStub(DriftActivities.class, Options.fewTries(queue, summary));
    }
}
