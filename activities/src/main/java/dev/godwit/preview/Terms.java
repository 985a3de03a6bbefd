package dev.godwit.preview;

import dev.godwit.plan.Plan;
import dev.godwit.plan.spec.BackfillSpec;
import dev.godwit.plan.spec.throttle.Preset;
import dev.godwit.plan.spec.throttle.ThrottleSpec;
import dev.godwit.postgres.state.RunOptions;
import dev.godwit.postgres.state.RunOptions.StoredSnapshot;
import dev.godwit.workflow.preview.PreviewCopy;
import dev.godwit.workflow.preview.PreviewStep;
import dev.godwit.workflow.preview.PreviewTerms;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What holds for a run as a whole, in words. */
final class Terms {

    private Terms() {}

    /**
     * Says it.
     *
     * @param plan null for migrations of a project
     * @param copy null where it does not come into question
     */
    static PreviewTerms of(
            RunOptions options,
            @Nullable Plan plan,
            List<PreviewStep> steps,
            @Nullable PreviewCopy copy) {
        boolean writes =
                plan != null
                        && steps.stream()
                                .anyMatch(
                                        step ->
                                                step.rows() != null
                                                        && step.work()
                                                                .lock()
                                                                .equals("ROW EXCLUSIVE"));
        ThrottleSpec throttle =
                Objects.requireNonNullElse(options.throttle(), ThrottleSpec.DEFAULT);
        return new PreviewTerms(
                snapshot(options.snapshot()),
                failure(options.onFailure()),
                Waits.words(options.patience()),
                options.hold().isPositive() ? Waits.words(options.hold()) : "",
                preset(throttle.presetOrDefault()),
                limits(throttle),
                Objects.requireNonNullElse(options.window(), ""),
                plan != null && writes ? overrides(plan) : List.of(),
                copy);
    }

    private static String snapshot(@Nullable StoredSnapshot snapshot) {
        String mode = snapshot == null ? "DATA" : snapshot.mode();
        String kept = "definitions, and what a step destroys";
        return switch (mode) {
            case "DUMP" -> kept + ", and a dump by pg_dump";
            case "RESTORE_POINT" -> kept + ", and a named restore point";
            case "HOOK" ->
                    "%s, and what the hook %s does"
                            .formatted(kept, Objects.requireNonNull(snapshot).hook());
            case "NONE" -> "nothing of the data: what a step destroys is gone";
            default -> kept;
        };
    }

    private static String failure(String onFailure) {
        return switch (onFailure) {
            case "rollback" -> "rolls back";
            case "wait" -> "waits for a person";
            default -> "rolls back before backfill, waits for a person from then on";
        };
    }

    private static String preset(Preset preset) {
        return preset.word()
                + switch (preset) {
                    case POLITE -> ": works half of the time, and gives way first";
                    case BALANCED ->
                            ": works most of the time, and gives way when the application suffers";
                    case FAST -> ": works all of the time";
                    case NONE -> ": works all of the time, and nothing holds it";
                };
    }

    private static List<String> limits(ThrottleSpec throttle) {
        List<String> limits = new ArrayList<>();
        add(limits, "batch", throttle.batch() == null ? null : Waits.words(throttle.batch()));
        add(
                limits,
                "replica_lag",
                throttle.replicaLag() == null ? null : Waits.words(throttle.replicaLag()));
        add(limits, "active_sessions", throttle.activeSessions());
        add(limits, "lock_waits", throttle.lockWaits());
        add(limits, "wal_per_second", throttle.walPerSecond());
        add(limits, "slot_wal", throttle.slotWal());
        add(limits, "vacuum", throttle.vacuum());
        add(limits, "sql", throttle.sql() == null ? null : "asked twice a second");
        add(limits, "check", throttle.check());
        return limits;
    }

    private static void add(List<String> limits, String key, @Nullable Object value) {
        if (value != null) {
            limits.add(key + " " + value);
        }
    }

    private static List<String> overrides(Plan plan) {
        Integer most = plan.backfill().maxRowsPerSecond();
        Integer passes = plan.backfill().passes();
        BackfillSpec.Trigger trigger = plan.backfill().trigger();
        return List.of(
                "backfill.strategy: blocks, keys or copy",
                "backfill.lanes: 1 to 8, now " + plan.backfill().laneCount(),
                "backfill.max_rows_per_second: " + (most == null ? "no limit now" : "now " + most),
                "backfill.window: hours such as 22:00-06:00 Europe/Paris",
                "throttle.preset, or godwit start --preset: " + String.join(", ", Preset.words()),
                "backfill.passes: 1, 2, 4, 8 or 16, by blocks; "
                        + (passes == null ? "what saves the most now" : "now " + passes),
                "backfill.trigger: first or late, of a new column; "
                        + (trigger == null
                                ? "late where that is cheaper now"
                                : "now " + trigger.name().toLowerCase(Locale.ROOT)));
    }
}
