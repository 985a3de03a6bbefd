package dev.godwit.postgres.phase;

import dev.godwit.plan.GateSpec;
import dev.godwit.plan.problem.Problem;
import dev.godwit.postgres.state.Run;
import dev.godwit.postgres.state.StepJson;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a run needs beside its steps; stored with it as JSON, so that it does not depend on a later
 * version's reading of the plan.
 *
 * @param gates by {@code before_backfill}, {@code before_constrain}, {@code before_contract}
 * @param hold how long both shapes stay before contract
 * @param onFailure rollback, wait, or empty for the default
 * @param patience how long a statement tries to get its locks
 * @param notices what preflight told people
 */
public record RunOptions(
        Map<String, GateSpec> gates,
        Duration hold,
        String onFailure,
        Duration patience,
        List<Problem> notices) {

    public RunOptions {
        gates = Map.copyOf(gates);
        notices = List.copyOf(notices);
    }

    /** The options that were stored with a run. */
    public static RunOptions of(Run run) {
        return StepJson.read(run.options(), RunOptions.class);
    }

    /** As stored. */
    public String json() {
        return StepJson.write(this);
    }
}
