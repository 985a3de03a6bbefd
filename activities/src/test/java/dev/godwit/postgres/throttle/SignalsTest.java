package dev.godwit.postgres.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.plan.spec.throttle.Preset;
import dev.godwit.plan.spec.throttle.Size;
import dev.godwit.plan.spec.throttle.ThrottleSpec;
import dev.godwit.postgres.fill.FillTarget;
import dev.godwit.postgres.throttle.signal.Reading;
import dev.godwit.postgres.throttle.signal.Reading.Force;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignalsTest {

    private FillTarget target;
    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        target = new FillTarget().table(100);
        connection = target.connect();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        target.close();
    }

    private static ThrottleSpec only(
            @Nullable Integer sessions,
            @Nullable Integer waits,
            @Nullable Size wal,
            @Nullable Size slot,
            @Nullable String sql,
            @Nullable String check) {
        return new ThrottleSpec(
                Preset.FAST, null, null, sessions, waits, wal, slot, null, sql, check);
    }

    private static ThrottleSpec sql(String query) {
        return only(null, null, null, null, query, null);
    }

    private static Signals of(ThrottleSpec spec) {
        return of(spec, check -> false);
    }

    private static Signals of(ThrottleSpec spec, Predicate<String> passes) {
        return new Signals(spec, () -> FillTarget.TABLE, passes);
    }

    private List<Reading> read(Signals signals) throws SQLException {
        return signals.read(connection);
    }

    @Test
    void sayNothingOnAServerAtRest() throws Exception {
        for (Preset preset : Preset.values()) {
            assertThat(read(of(ThrottleSpec.DEFAULT.with(preset)))).isEmpty();
        }
    }

    @Test
    void holdWhileTheQueryIsAboveZero() throws Exception {
        Signals signals = of(sql("select count(*) from t where a = 'busy'; "));
        assertThat(read(signals)).isEmpty();
        target.sql("update t set a = 'busy' where id = 3");
        assertThat(read(signals)).containsExactly(new Reading(Force.HOLD, "the plan's own query"));
        target.sql("update t set a = 'idle' where id = 3");
        assertThat(read(signals)).isEmpty();
    }

    @Test
    void holdWhenTheQueryFailsWithoutItsWords() throws Exception {
        assertThat(read(of(sql("select 'secret'::int"))))
                .containsExactly(
                        new Reading(
                                Force.HOLD,
                                "sql of throttle, which cannot be read (SQLSTATE 22P02)"));
        assertThat(read(of(sql("select nextval('s')"))))
                .extracting(Reading::words)
                .containsExactly("sql of throttle, which cannot be read (SQLSTATE 42P01)");
        target.sql("create sequence s");
        assertThat(read(of(sql("select nextval('s')"))))
                .extracting(Reading::words)
                .containsExactly("sql of throttle, which cannot be read (SQLSTATE 25006)");
        assertThat(connection.getAutoCommit()).isTrue();
    }

    @Test
    void countSessionsOfOthersThatWork() throws Exception {
        Signals signals = of(only(1, null, null, null, null, null));
        try (Connection one = sleeping("app");
                Connection two = sleeping("godwit 7 3")) {
            connection.createStatement().execute("set application_name = 'godwit 7'");
            assertThat(read(signals)).as("one of the application").isEmpty();
            try (Connection three = sleeping("app")) {
                assertThat(read(signals))
                        .containsExactly(new Reading(Force.HOLD, "active sessions above 1"));
                assertThat(three).isNotNull();
            }
            assertThat(List.of(one, two)).hasSize(2);
        }
    }

    /** A session that is at work until it is closed. */
    private Connection sleeping(String name) throws Exception {
        Connection session = target.connect();
        try (Statement statement = session.createStatement()) {
            statement.execute("set application_name = '" + name + "'");
        }
        background(session, "select pg_sleep(60)");
        awaitCount(
                "select count(*) from pg_stat_activity where query = 'select pg_sleep(60)' and application_name = '"
                        + name
                        + "' and state = 'active'");
        return session;
    }

    private static void background(Connection session, String sql) {
        Thread.ofVirtual()
                .start(
                        () -> {
                            try (Statement statement = session.createStatement()) {
                                statement.execute(sql);
                            } catch (SQLException closed) {
                                // the test is over
                            }
                        });
    }

    private void awaitCount(String sql) throws Exception {
        while (target.number(sql) == 0) {
            Thread.sleep(10);
        }
    }

    @Test
    void countSessionsThatWaitForALock() throws Exception {
        Signals signals =
                of(new ThrottleSpec(null, null, null, null, 0, null, null, null, null, null));
        try (Connection holder = target.connect();
                Connection waiter = target.connect()) {
            holder.setAutoCommit(false);
            holder.createStatement().execute("lock table t");
            assertThat(read(signals)).isEmpty();
            background(waiter, "select * from t");
            awaitCount("select count(*) from pg_stat_activity where wait_event_type = 'Lock'");
            assertThat(read(signals))
                    .containsExactly(
                            new Reading(Force.HOLD, "sessions that wait for a lock above 0"));
            holder.rollback();
        }
    }

    @Test
    void slowDownForWalThatAnybodyWrites() throws Exception {
        Signals signals = of(only(null, null, Size.parse("1MB"), null, null, null));
        assertThat(read(signals)).as("no rate yet").isEmpty();
        target.sql(
                "insert into t (id, row_id, pad) select i, i, repeat('x', 500) from generate_series(1000, 30000) i");
        assertThat(read(signals)).containsExactly(new Reading(Force.SLOW, "WAL above 1MB/s"));
    }

    @Test
    void holdForASlotThatKeepsMuchWal() throws Exception {
        Signals signals = of(only(null, null, null, Size.parse("1MB"), null, null));
        String slot = "slot_" + target.text("select current_database()").replace('-', '_');
        target.sql("select pg_create_physical_replication_slot('%s', true)".formatted(slot));
        try {
            target.sql(
                    "insert into t (id, row_id, pad) select i, i, repeat('x', 500) from generate_series(1000, 10000) i");
            assertThat(read(signals))
                    .containsExactly(
                            new Reading(
                                    Force.HOLD, "a replication slot keeps more than 1MB of WAL"));
        } finally {
            target.sql("select pg_drop_replication_slot('%s')".formatted(slot));
        }
        assertThat(read(signals)).isEmpty();
    }

    @Test
    void easeAfterACheckpointThatWasAskedFor() throws Exception {
        Signals signals = of(ThrottleSpec.DEFAULT);
        assertThat(read(signals)).isEmpty();
        target.sql("checkpoint");
        assertThat(read(signals))
                .containsExactly(new Reading(Force.EASE, "a requested checkpoint"));
        assertThat(read(of(ThrottleSpec.DEFAULT.with(Preset.FAST)))).isEmpty();
    }

    @Test
    void holdUntilTheCheckPasses() throws Exception {
        AtomicBoolean healthy = new AtomicBoolean();
        Signals signals = of(only(null, null, null, null, null, "app"), check -> healthy.get());
        assertThat(read(signals)).containsExactly(new Reading(Force.HOLD, "check app"));
        healthy.set(true);
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!read(signals).isEmpty() && System.nanoTime() < end) {
            Thread.sleep(50);
        }
        assertThat(read(signals)).isEmpty();
    }
}
