package dev.godwit.postgres.preflight;

import dev.godwit.plan.Compilation;
import dev.godwit.plan.Plan;
import dev.godwit.plan.spec.GateSpec;
import dev.godwit.plan.spec.SnapshotMode;
import dev.godwit.postgres.state.RunOptions;
import dev.godwit.postgres.state.RunOptions.StoredGate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What of a plan is kept beside its steps. */
final class Options {

    private Options() {}

    static RunOptions of(Plan plan, Compilation compilation, List<Long> tables) {
        Map<String, StoredGate> gates = new HashMap<>();
        compilation
                .gates()
                .forEach(
                        (name, gate) -> {
                            if (gate.kind() != GateSpec.Kind.NONE) {
                                String phase =
                                        name.substring("before_".length()).toUpperCase(Locale.ROOT);
                                gates.put(
                                        phase,
                                        new StoredGate(
                                                gate.kind().name(), gate.sql(), gate.after()));
                            }
                        });
        String onFailure =
                plan.onFailure() == null ? "" : plan.onFailure().name().toLowerCase(Locale.ROOT);
        return new RunOptions(
                gates,
                plan.hold(),
                onFailure,
                plan.ddlPatience(),
                plan.snapshot() != SnapshotMode.NONE,
                tables);
    }
}
