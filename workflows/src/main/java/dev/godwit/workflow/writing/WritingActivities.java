package dev.godwit.workflow.writing;

import io.temporal.activity.ActivityInterface;

/** Writes files of migrations into projects; changes nothing in a target. */
@ActivityInterface
public interface WritingActivities {

    /** Writes all files or none. Not to be repeated: each time they have other names. */
    WriteReport writeMigration(WriteInput input);
}
