package dev.godwit.workflow.brief;

import dev.godwit.workflow.call.PreviewCalls;
import dev.godwit.workflow.preview.PreviewInput;
import dev.godwit.workflow.preview.PreviewReport;
import dev.godwit.workflow.preview.PreviewWorkflow;

/** Has it looked at on the database's queue. */
public final class Preview implements PreviewWorkflow {

    @Override
    public PreviewReport preview(PreviewInput input) {
        return new PreviewCalls(input.queue()).preview(input);
    }
}
