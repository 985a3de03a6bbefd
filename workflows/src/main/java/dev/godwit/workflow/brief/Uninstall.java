package dev.godwit.workflow.brief;

import dev.godwit.workflow.call.OperatorCalls;
import dev.godwit.workflow.operator.UninstallInput;
import dev.godwit.workflow.operator.UninstallWorkflow;
import dev.godwit.workflow.operator.Uninstalled;

/** Removes Godwit from a target. */
public final class Uninstall implements UninstallWorkflow {

    @Override
    public Uninstalled uninstall(UninstallInput input) {
        return new OperatorCalls(input.queue()).uninstall(input);
    }
}
