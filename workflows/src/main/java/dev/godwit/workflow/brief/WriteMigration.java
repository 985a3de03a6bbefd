package dev.godwit.workflow.brief;

import dev.godwit.workflow.call.WritingCalls;
import dev.godwit.workflow.writing.WriteInput;
import dev.godwit.workflow.writing.WriteMigrationWorkflow;
import dev.godwit.workflow.writing.WriteReport;

/** Has it done where the project is. */
public final class WriteMigration implements WriteMigrationWorkflow {

    @Override
    public WriteReport write(WriteInput input) {
        return new WritingCalls(input.queue()).write(input);
    }
}
