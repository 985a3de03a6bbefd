package dev.godwit.postgres.state;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.spec.throttle.Preset;
import dev.godwit.plan.spec.throttle.ThrottleSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a run was told beside its steps, as stored in godwit.run.options.
 *
 * @param gates by the phase they stand before
 * @param onFailure rollback, wait or empty for the default
 * @param tables oids of the tables it changes
 * @param notices what preflight told people
 * @param window hours in which rows may be filled, as {@code dev.godwit.plan.spec.Window} reads
 *     them; null for always
 * @param snapshot what the plan says of it; null where an older Godwit did not write it
 * @param terminateAfter age of a transaction in the way that is terminated; null for never
 * @param throttle what slows work on rows down; null where an older Godwit did not write it
 */
public record RunOptions(
        Map<String, StoredGate> gates,
        Duration hold,
        String onFailure,
        Duration patience,
        boolean restorePoint,
        List<Long> tables,
        List<Problem> notices,
        @Nullable String window,
        @Nullable StoredSnapshot snapshot,
        @Nullable Duration terminateAfter,
        @Nullable ThrottleSpec throttle) {

    public RunOptions {
        gates = Map.copyOf(gates);
        tables = List.copyOf(tables);
        notices = List.copyOf(notices);
    }

    /** The same with more to tell people. */
    public RunOptions noticing(List<Problem> more) {
        List<Problem> all = new ArrayList<>(notices);
        all.addAll(more);
        return with(all, terminateAfter, throttle);
    }

    /** The same for a run that terminates transactions in its way. @param age zero for never */
    public RunOptions terminating(Duration age) {
        return with(notices, age.isPositive() ? age : null, throttle);
    }

    /** The same at another pace. @param preset as a plan writes it; empty for what the plan says */
    public RunOptions at(String preset) {
        ThrottleSpec planned = Objects.requireNonNullElse(throttle, ThrottleSpec.DEFAULT);
        return preset.isEmpty()
                ? this
                : with(notices, terminateAfter, planned.with(Preset.parse(preset)));
    }

    private RunOptions with(
            List<Problem> said, @Nullable Duration terminating, @Nullable ThrottleSpec pace) {
        return new RunOptions(
                gates,
                hold,
                onFailure,
                patience,
                restorePoint,
                tables,
                said,
                window,
                snapshot,
                terminating,
                pace);
    }

    /** Options of a run that may fill at any hour. */
    public RunOptions(
            Map<String, StoredGate> gates,
            Duration hold,
            String onFailure,
            Duration patience,
            boolean restorePoint,
            List<Long> tables,
            List<Problem> notices) {
        this(
                gates,
                hold,
                onFailure,
                patience,
                restorePoint,
                tables,
                notices,
                null,
                null,
                null,
                null);
    }

    /**
     * A gate.
     *
     * @param kind APPROVAL, SQL, CHECK or AFTER
     * @param timeout null for none
     * @param check its name in the worker's configuration, for CHECK
     */
    public record StoredGate(
            String kind,
            @Nullable String sql,
            Duration after,
            @Nullable Duration timeout,
            @Nullable String check) {

        /** A gate that waits for ever. */
        public StoredGate(String kind, @Nullable String sql, Duration after) {
            this(kind, sql, after, null, null);
        }
    }

    /**
     * What is kept before the first change.
     *
     * @param mode a {@code dev.godwit.plan.spec.SnapshotMode}
     * @param hook its name in the worker's configuration; null for other modes
     */
    public record StoredSnapshot(String mode, @Nullable String hook) {}

    /** The options of a run. */
    public static RunOptions of(Run run) {
        return StepJson.read(run.options(), RunOptions.class);
    }
}
