package dev.godwit.workflow.call;

import dev.godwit.workflow.preview.PreviewActivities;
import dev.godwit.workflow.preview.PreviewInput;
import dev.godwit.workflow.preview.PreviewReport;
import io.temporal.workflow.Workflow;

/** The look at a plan before it is started, with its options and a summary. */
public final class PreviewCalls {

    private final String queue;

    /** Calls on a target's queue. */
    public PreviewCalls(String queue) {
        this.queue = queue;
    }

    public PreviewReport preview(PreviewInput input) {
        String summary = "what plan %s would do on %s".formatted(input.plan(), input.target());
        return Workflow.newActivityStub(PreviewActivities.class, Options.trial(queue, summary))
                .preview(input);
    }
}
