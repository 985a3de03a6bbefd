package dev.godwit.postgres.throttle;

import dev.godwit.plan.spec.throttle.Preset;
import dev.godwit.plan.spec.throttle.ThrottleSpec;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.postgres.throttle.signal.CheckProbe;
import dev.godwit.postgres.throttle.signal.ForcedCheckpoints;
import dev.godwit.postgres.throttle.signal.Reading;
import dev.godwit.postgres.throttle.signal.ReplicaLag;
import dev.godwit.postgres.throttle.signal.Sessions;
import dev.godwit.postgres.throttle.signal.Signal;
import dev.godwit.postgres.throttle.signal.SlotWal;
import dev.godwit.postgres.throttle.signal.SqlProbe;
import dev.godwit.postgres.throttle.signal.TableVacuum;
import dev.godwit.postgres.throttle.signal.WalRate;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The signals that hold under what a plan, and people, say. A limit that they name and that cannot
 * be read holds the work: it would be exceeded unseen. Not thread-safe.
 */
final class Signals {

    private final List<Named> signals = new ArrayList<>();

    /**
     * @param key of the plan, or empty for what no plan names
     */
    private record Named(String key, Signal signal) {}

    /**
     * Of a specification.
     *
     * @param table that is worked on; null while it is not known
     * @param passes whether a check of the worker passes
     */
    Signals(ThrottleSpec spec, Supplier<@Nullable QualifiedName> table, Predicate<String> passes) {
        Profile profile = Profile.of(spec.presetOrDefault());
        if (spec.presetOrDefault() == Preset.NONE) {
            return;
        }
        Duration lag = either(spec.replicaLag(), profile.replicaLag());
        if (lag != null) {
            add(spec.replicaLag() == null ? "" : "replica_lag", new ReplicaLag(lag));
        }
        if (spec.activeSessions() != null) {
            add("active_sessions", Sessions.active(spec.activeSessions()));
        }
        Integer waits = either(spec.lockWaits(), profile.lockWaits());
        if (waits != null) {
            add(spec.lockWaits() == null ? "" : "lock_waits", Sessions.waiting(waits));
        }
        if (spec.walPerSecond() != null) {
            add("wal_per_second", new WalRate(spec.walPerSecond(), System::nanoTime));
        }
        if (spec.slotWal() != null) {
            add("slot_wal", new SlotWal(spec.slotWal()));
        }
        if (spec.sql() != null) {
            add("sql", new SqlProbe(spec.sql()));
        }
        if (spec.check() != null) {
            add("check", new CheckProbe(spec.check(), passes, System::nanoTime));
        }
        if (profile.considerate()) {
            add("", new ForcedCheckpoints(System::nanoTime));
        }
        if (Boolean.TRUE.equals(spec.vacuum())) {
            add("vacuum", new TableVacuum(table));
        }
    }

    private void add(String key, Signal signal) {
        signals.add(new Named(key, signal));
    }

    private static <T> @Nullable T either(@Nullable T said, @Nullable T otherwise) {
        return said == null ? otherwise : said;
    }

    /**
     * What they say now.
     *
     * @throws SQLException when the connection is lost
     */
    List<Reading> read(Connection connection) throws SQLException {
        List<Reading> readings = new ArrayList<>();
        for (Named named : signals) {
            Reading reading = read(named, connection);
            if (reading != null) {
                readings.add(reading);
            }
        }
        return readings;
    }

    private static @Nullable Reading read(Named named, Connection connection) throws SQLException {
        try {
            return named.signal.read(connection);
        } catch (SQLException failure) {
            if (connection.isClosed()) {
                throw failure;
            }
            return named.key.isEmpty() ? null : unreadable(named.key, failure);
        }
    }

    /** Without the server's words: those of a plan's own query may hold values. */
    private static Reading unreadable(String key, SQLException failure) {
        return new Reading(
                Reading.Force.HOLD,
                "%s of throttle, which cannot be read (SQLSTATE %s)"
                        .formatted(key, Objects.requireNonNullElse(failure.getSQLState(), "none")));
    }
}
