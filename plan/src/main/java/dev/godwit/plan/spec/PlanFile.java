package dev.godwit.plan.spec;

import dev.godwit.plan.operation.Operation;
import dev.godwit.plan.reading.Doc;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.spec.throttle.ThrottleSpec;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys of a plan file. Reader, checks and JSON Schema come from this record. */
@Doc("A Godwit plan")
public record PlanFile(
        @Doc("Address of a JSON Schema, for editors") @Nullable String jsonSchema,
        @Doc("Name of the plan, unique per target; the file's stem by default")
                @Nullable String migration,
        @Doc("As migration, in pgroll's words") @Nullable String name,
        @Doc("Read and left aside: no version has a schema of its own, see docs/compared.md")
                @Nullable String versionSchema,
        @Doc("What changes, in order") List<Operation> operations,
        @Nullable GatesSpec gates,
        @Nullable BackfillSpec backfill,
        @Nullable ThrottleSpec throttle,
        @Doc("Checks of your own, run by verify") List<VerifySpec> verify,
        @Doc("How long both shapes stay in sync before contract, for example 24h; 0s by default")
                @Nullable Duration hold,
        @Nullable SnapshotSpec snapshot,
        @Doc(
                        "What a step that fails for good leads to; by default rollback before the backfill began, wait afterwards")
                @Nullable OnFailure onFailure,
        @Nullable DdlSpec ddl,
        Location at) {}
