package dev.godwit.workflow.check;

import io.temporal.activity.ActivityInterface;

/** Tries migrations out in databases of their own; the target is only read. */
@ActivityInterface
public interface CheckActivities {

    /** Tries a project's migrations forth and back. May be repeated: it leaves nothing behind. */
    CheckReport checkProject(CheckInput input);
}
