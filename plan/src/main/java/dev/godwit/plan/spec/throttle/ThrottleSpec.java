package dev.godwit.plan.spec.throttle;

import dev.godwit.plan.reading.Doc;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What slows work on rows down. Also kept with a run.
 *
 * @param preset null is {@link Preset#POLITE}
 */
@Doc("What slows work on rows down, so that the application does not notice it")
public record ThrottleSpec(
        @Doc(
                        "How much of the server it takes: polite (default), balanced, fast, or none, which nothing holds")
                @Nullable Preset preset,
        @Doc(
                        "How long a batch takes on the server, 1ms to 1s: rows are locked for so long; 10ms when polite or balanced and 20ms when fast by default")
                @Nullable Duration batch,
        @Doc(
                        "Rests while a standby is further behind than that; 5s when polite and 30s when balanced by default")
                @Nullable Duration replicaLag,
        @Doc("Rests while more sessions than that are active, its own aside")
                @Nullable Integer activeSessions,
        @Doc(
                        "Rests while more sessions than that wait for a lock; 3 when polite and 10 when balanced by default")
                @Nullable Integer lockWaits,
        @Doc("Slows down while the server writes more WAL than that in a second, such as 50MB")
                @Nullable Size walPerSecond,
        @Doc("Rests while a replication slot keeps more WAL than that, such as 20GB")
                @Nullable Size slotWal,
        @Doc("true: works for half of what it may while a vacuum works on the table")
                @Nullable Boolean vacuum,
        @Doc("A query for one number, asked twice a second; rests while it is above 0")
                @Nullable String sql,
        @Doc("A check of the worker's configuration; rests until it passes")
                @Nullable String check) {

    /** What holds when the plan says nothing. */
    public static final ThrottleSpec DEFAULT =
            new ThrottleSpec(null, null, null, null, null, null, null, null, null, null);

    private static final Duration LONGEST = Duration.ofSeconds(1);

    public ThrottleSpec {
        if (batch != null && (batch.toMillis() < 1 || batch.compareTo(LONGEST) > 0)) {
            throw new IllegalArgumentException("batch is not 1ms to 1s");
        }
        if (replicaLag != null && !replicaLag.isPositive()) {
            throw new IllegalArgumentException("replica_lag must be above 0");
        }
        if (activeSessions != null && activeSessions < 1) {
            throw new IllegalArgumentException("active_sessions must be 1 or more");
        }
        boolean limited =
                Stream.of(replicaLag, activeSessions, lockWaits, walPerSecond, slotWal, sql, check)
                        .anyMatch(limit -> limit != null);
        if (preset == Preset.NONE && limited) {
            throw new IllegalArgumentException("with the preset none, no limit holds");
        }
    }

    /** The same with a preset of its own. */
    public ThrottleSpec with(Preset other) {
        return other == Preset.NONE
                ? new ThrottleSpec(other, batch, null, null, null, null, null, null, null, null)
                : new ThrottleSpec(
                        other,
                        batch,
                        replicaLag,
                        activeSessions,
                        lockWaits,
                        walPerSecond,
                        slotWal,
                        vacuum,
                        sql,
                        check);
    }

    /** The preset that holds. */
    public Preset presetOrDefault() {
        return preset == null ? Preset.POLITE : preset;
    }
}
