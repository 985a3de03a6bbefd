package dev.godwit.workflow.preview;

import io.temporal.activity.ActivityInterface;

/** Compiles a plan against a target as it is now; changes nothing there. */
@ActivityInterface
public interface PreviewActivities {

    /** What a run would do. May be repeated: it leaves nothing behind. */
    PreviewReport preview(PreviewInput input);
}
