package dev.godwit.workflow.upgrade;

import dev.godwit.workflow.upgrade.message.UpgradeInput;
import dev.godwit.workflow.upgrade.message.UpgradeReport;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Asks auditors about a project as it is. */
@WorkflowInterface
public interface AuditWorkflow {

    /** The report has an audit and no fates. */
    @WorkflowMethod
    UpgradeReport audit(UpgradeInput input);
}
