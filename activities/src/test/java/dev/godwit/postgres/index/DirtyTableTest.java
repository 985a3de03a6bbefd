package dev.godwit.postgres.index;

import static dev.godwit.postgres.TestPostgres.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.Work;
import dev.godwit.postgres.RecordingAttempt;
import dev.godwit.postgres.TestPostgres;
import dev.godwit.postgres.ddl.StepRunner;
import dev.godwit.postgres.session.SqlFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Indexes are built on tables that are written to, vacuumed and analysed all the time. */
class DirtyTableTest {

    private static final QualifiedName T = new QualifiedName("public", "t");
    private static final int ROWS = 20_000;
    private static final String AUTOVACUUM =
            "select exists (select from pg_stat_activity where datname = current_database() and backend_type = 'autovacuum worker'"
                    + " and query like '%public.t%')";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static TestPostgres target;

    @BeforeAll
    static void open() throws SQLException {
        target = TestPostgres.open();
        target.sql(
                "create extension amcheck",
                "alter system set autovacuum_naptime = '1s'",
                "select pg_reload_conf()");
    }

    @AfterAll
    static void close() throws SQLException {
        target.sql("alter system reset autovacuum_naptime", "select pg_reload_conf()");
        target.close();
    }

    @BeforeEach
    void table() throws SQLException {
        target.sql(
                "drop table if exists t",
                "create table t (id int primary key, a text, b int) with (autovacuum_vacuum_threshold = 1, autovacuum_vacuum_scale_factor = 0,"
                        + " autovacuum_analyze_threshold = 1, autovacuum_analyze_scale_factor = 0, autovacuum_vacuum_cost_delay = 10, autovacuum_vacuum_cost_limit = 20)",
                "insert into t select i, 'a' || i, 0 from generate_series(1, %d) i"
                        .formatted(ROWS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"vacuum t", "vacuum (analyze) t"})
    @Timeout(240)
    void endsValidAndRightWithAutovacuumVacuumAndAnOldSnapshotElsewhere(String vacuum)
            throws Exception {
        AtomicInteger writes = new AtomicInteger();
        AtomicInteger vacuums = new AtomicInteger();
        List<Long> runs = new ArrayList<>();
        try (TestPostgres other = TestPostgres.open();
                Connection old = other.begin("set transaction isolation level repeatable read");
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Traffic writer = new Traffic(threads, writes, i -> dirt(i));
                Traffic second = new Traffic(threads, writes, i -> dirt(i + 7919))) {
            try (Statement snapshot = old.createStatement()) {
                snapshot.execute("select count(*) from pg_class");
            }
            // Slow enough to be there when the build asks for the table, which it does for a
            // second.
            target.await(AUTOVACUUM);
            runs.add(build(1));
            try (Traffic vacuuming = new Traffic(threads, vacuums, i -> vacuum)) {
                for (int i = 2; i <= 4; i++) {
                    runs.add(build(i));
                }
            }
        }
        assertThat(writes.get()).isPositive();
        assertThat(vacuums.get()).isPositive();
        for (int i = 1; i <= runs.size(); i++) {
            assertThat(target.stateOf(runs.get(i - 1), 1)).isEqualTo("done");
            right("t_a_" + i);
        }
        assertThat(target.number("select count(*) from pg_index where not indisvalid")).isZero();
    }

    @Test
    @Timeout(120)
    void oneThatLosesADeadlockToAnAnalyzeIsBuiltAgain() throws Exception {
        RecordingAttempt attempt = new RecordingAttempt();
        long run = run(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection old = target.begin("insert into t values (0, 'old', 0)")) {
            Future<String> building =
                    threads.submit(
                            () -> new StepRunner(target.database()).run(run, 1, PATIENCE, attempt));
            target.await(
                    "select exists (select from pg_stat_progress_create_index where relid = 't'::regclass and current_locker_pid <> 0)");
            Future<?> analyzing =
                    threads.submit(
                            () -> {
                                target.sql("analyze t");
                                return true;
                            });
            target.await(
                    "select exists (select from pg_stat_activity where query = 'analyze t' and wait_event_type = 'Lock')");
            // Past the one look that it takes by itself for a deadlock.
            Thread.sleep(1_200);
            old.commit();
            building.get();
            analyzing.get();
        }
        assertThat(target.lines(run, "index.lost")).isOne();
        right("t_a_1");
    }

    /** Rows that change, without and with room on their page, that go, and that come. */
    private static String dirt(int i) {
        int id = 1 + Math.floorMod(i * 31, ROWS);
        return switch (i % 4) {
            case 0 -> "update t set a = 'b' || %d where id = %d".formatted(i, id);
            case 1 ->
                    "update t set b = b + 1 where id in (select id from t where id between %d and %d order by id for update)"
                            .formatted(id, id + 20);
            case 2 -> "delete from t where id = " + id;
            default ->
                    "insert into t values (%d, 'c' || %d, 1) on conflict do nothing"
                            .formatted(id, i);
        };
    }

    private static long run(int number) throws SQLException {
        return target.run(
                List.of(T),
                step(
                        1,
                        new Work.BuildIndex(
                                T,
                                "_godwit_%d_idx".formatted(number),
                                "t_a_" + number,
                                "create index concurrently \"_godwit_%d_idx\" on public.t (a, b)"
                                        .formatted(number),
                                false,
                                List.of(),
                                null)));
    }

    private static long build(int number) throws SQLException {
        long run = run(number);
        new StepRunner(target.database()).run(run, 1, PATIENCE, new RecordingAttempt());
        return run;
    }

    /** Every row is in the index, and nothing else is. */
    private static void right(String index) throws SQLException {
        target.sql("select bt_index_check('%s', true)".formatted(index));
        assertThat(
                        target.text(
                                "select indisvalid and indisready from pg_index where indexrelid = '%s'::regclass"
                                        .formatted(index)))
                .isEqualTo("t");
    }

    /** One statement after the other, until it is closed; fails when one of them has failed. */
    private static final class Traffic implements AutoCloseable {

        private final Future<?> running;
        private volatile boolean stopped;

        /** The statement of a round. */
        @FunctionalInterface
        interface Round {
            String statement(int number);
        }

        Traffic(ExecutorService threads, AtomicInteger count, Round round) {
            running =
                    threads.submit(
                            () -> {
                                try (Connection connection = target.connect();
                                        Statement statement = connection.createStatement()) {
                                    for (int i = 0; !stopped; i++) {
                                        execute(statement, round.statement(i));
                                        count.incrementAndGet();
                                    }
                                }
                                return true;
                            });
        }

        private static void execute(Statement statement, String sql) throws SQLException {
            try {
                statement.execute(sql);
            } catch (SQLException failure) {
                // Of an ANALYZE and a build one must lose, and PostgreSQL says which.
                if (!sql.startsWith("vacuum (analyze)") || !SqlFailure.deadlock(failure)) {
                    throw failure;
                }
            }
        }

        @Override
        public void close() throws Exception {
            stopped = true;
            running.get();
        }
    }
}
