package dev.godwit.workflow.call;

import dev.godwit.workflow.writing.WriteInput;
import dev.godwit.workflow.writing.WriteReport;
import dev.godwit.workflow.writing.WritingActivities;
import io.temporal.workflow.Workflow;

/** The writing of migrations, with its options and a summary. */
public final class WritingCalls {

    private final String queue;

    /** Calls on a target's queue. */
    public WritingCalls(String queue) {
        this.queue = queue;
    }

    public WriteReport write(WriteInput input) {
        String summary = "write files of a migration for " + input.target();
        return Workflow.newActivityStub(WritingActivities.class, Options.once(queue, summary))
                .writeMigration(input);
    }
}
