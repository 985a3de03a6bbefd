package dev.godwit.plan;

import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.operation.Operation;
import dev.godwit.plan.operation.Passes;
import dev.godwit.plan.schema.LiveSchema;
import dev.godwit.plan.spec.GateSpec;
import dev.godwit.plan.spec.VerifySpec;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Work;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns a plan and a live schema into steps. Pure: the same input gives the same steps. */
public final class Compiler {

    private Compiler() {}

    /** Compiles; everything that is wrong is in the result, at once. */
    public static Compilation compile(Plan plan, LiveSchema schema) {
        Draft draft = new Draft(plan, schema);
        if (plan.wantsVersionSchema() && !plan.operations().isEmpty()) {
            draft.notice(
                    "GW-273",
                    plan.operations().getFirst().at(),
                    "version_schema is left aside: no version has a schema of its own",
                    "code that sets its search_path to one keeps the schema of the tables instead");
        }
        for (Operation operation : plan.operations()) {
            draft.next();
            operation.compile(draft);
        }
        for (VerifySpec check : plan.verify()) {
            draft.step(
                    Stage.VERIFY,
                    "verify",
                    "check: " + check.name(),
                    new Work.ProveQuery(check.name(), check.sql()),
                    List.of(),
                    List.of());
        }
        Map<String, GateSpec> gates = new HashMap<>(plan.gates());
        if (draft.takesSomethingAway()) {
            gates.putIfAbsent("before_contract", GateSpec.APPROVAL);
        }
        return new Compilation(
                Passes.shared(draft.steps()),
                draft.rejections().all(),
                draft.refusals().all(),
                draft.notices(),
                draft.trials(),
                gates);
    }
}
