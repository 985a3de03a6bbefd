package dev.godwit.postgres.preflight;

import dev.godwit.plan.Compilation;
import dev.godwit.plan.Plan;
import dev.godwit.plan.schema.LiveSchema;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.spec.GateSpec;
import dev.godwit.plan.spec.MigrationsFile;
import dev.godwit.plan.spec.OnFailure;
import dev.godwit.plan.spec.SnapshotMode;
import dev.godwit.plan.spec.SnapshotSpec;
import dev.godwit.plan.spec.Window;
import dev.godwit.postgres.state.RunOptions;
import dev.godwit.postgres.state.RunOptions.StoredGate;
import dev.godwit.postgres.state.RunOptions.StoredSnapshot;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** What of a plan is kept beside its steps. */
final class Options {

    private static final String BEFORE = "before_";
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private Options() {}

    static RunOptions of(Plan plan, Compilation compilation, LiveSchema schema) {
        List<Long> tables = schema.tables().stream().map(Table::oid).sorted().toList();
        OnFailure onFailure = plan.onFailure();
        Window window = plan.backfill().window();
        return new RunOptions(
                gates(compilation.gates()),
                plan.hold(),
                onFailure == null ? "" : onFailure.name().toLowerCase(Locale.ROOT),
                plan.ddlPatience(),
                plan.snapshot() != SnapshotMode.NONE,
                tables,
                compilation.notices(),
                window == null ? null : window.toString(),
                stored(new SnapshotSpec(plan.snapshot(), plan.snapshotHook())),
                null,
                plan.throttle());
    }

    static RunOptions of(MigrationsFile file, Compilation compilation) {
        Duration patience = file.ddl() == null ? null : file.ddl().patience();
        return new RunOptions(
                gates(compilation.gates()),
                Duration.ZERO,
                file.onFailure() == null ? "" : file.onFailure().name().toLowerCase(Locale.ROOT),
                Objects.requireNonNullElse(patience, PATIENCE),
                file.keeps(),
                List.of(),
                compilation.notices(),
                null,
                stored(SnapshotSpec.orData(file.snapshot())),
                null,
                null);
    }

    private static StoredSnapshot stored(SnapshotSpec snapshot) {
        return new StoredSnapshot(snapshot.mode().name(), snapshot.hook());
    }

    private static Map<String, StoredGate> gates(Map<String, GateSpec> specs) {
        Map<String, StoredGate> gates = new HashMap<>();
        specs.forEach(
                (name, gate) -> {
                    if (gate.kind() != GateSpec.Kind.NONE) {
                        String phase = name.substring(BEFORE.length()).toUpperCase(Locale.ROOT);
                        gates.put(
                                phase,
                                new StoredGate(
                                        gate.kind().name(),
                                        gate.sql(),
                                        gate.after(),
                                        gate.timeout(),
                                        gate.check()));
                    }
                });
        return gates;
    }
}
