package dev.godwit.plan;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.spec.GateSpec;
import dev.godwit.plan.step.Step;
import java.util.List;
import java.util.Map;

/**
 * A plan held against a live schema.
 *
 * @param steps in the order of running; not to be run when there are rejections or refusals
 * @param rejections the plan is wrong for this schema
 * @param refusals the plan is right, but must not be run on this database as it is
 * @param notices what people should know
 * @param trials expressions to be tried on real rows
 * @param gates with the defaults, by the keys of {@link Plan#gates}
 */
public record Compilation(
        List<Step> steps,
        List<Problem> rejections,
        List<Problem> refusals,
        List<Problem> notices,
        List<Trial> trials,
        Map<String, GateSpec> gates) {

    public Compilation {
        steps = List.copyOf(steps);
        rejections = List.copyOf(rejections);
        refusals = List.copyOf(refusals);
        notices = List.copyOf(notices);
        trials = List.copyOf(trials);
        gates = Map.copyOf(gates);
    }

    /** The same, of which no expression is tried. */
    public Compilation untried() {
        return new Compilation(steps, rejections, refusals, notices, List.of(), gates);
    }
}
