package dev.godwit.migration.host;

import dev.godwit.plan.problem.Problem;
import dev.godwit.postgres.session.EngineFailure;
import dev.godwit.postgres.session.EngineFailure.Kind;
import dev.godwit.workflow.Contract;

/** Whether this worker understands what a starter says. */
public final class ContractCheck {

    private static final String CONTRACT = "GW-398";

    private ContractCheck() {}

    /** Refuses what a newer starter may mean otherwise. */
    public static void understood(int contract) {
        if (contract > Contract.VERSION) {
            throw new EngineFailure(
                    Kind.PERMANENT,
                    new Problem(
                            CONTRACT,
                            "this worker is older than the godwit that started the run",
                            "",
                            "it speaks version %d, the worker %d"
                                    .formatted(contract, Contract.VERSION),
                            "upgrade the worker of this target"),
                    null);
        }
    }
}
