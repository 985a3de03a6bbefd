package dev.godwit.workflow.drift;

import io.temporal.activity.ActivityInterface;

/** Looks at catalogs; changes nothing. */
@ActivityInterface
public interface DriftActivities {

    /** Reads a target's catalog. */
    CatalogCopy copyCatalog(CopyInput input);

    /** Reads a target's catalog and compares it. */
    DriftReport compareCatalog(CompareInput input);
}
