package dev.godwit.workflow.upgrade;

import dev.godwit.workflow.message.Command;
import dev.godwit.workflow.message.Reply;
import dev.godwit.workflow.upgrade.message.UpgradeInput;
import dev.godwit.workflow.upgrade.message.UpgradeReport;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Asks auditors about a project as it is. Its id is {@link UpgradeInput#run}. */
@WorkflowInterface
public interface AuditWorkflow {

    /** The report has an audit and no fates. */
    @WorkflowMethod
    UpgradeReport audit(UpgradeInput input);

    /** How it stands. */
    @QueryMethod
    UpgradeReport progress();

    /** Stops it, at once. */
    @UpdateMethod
    Reply abort(Command command);
}
