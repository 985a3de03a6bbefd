package dev.godwit.postgres.index.tree;

import static dev.godwit.postgres.TestPostgres.step;
import static dev.godwit.postgres.session.Attempt.UNATTENDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.ObjectWork;
import dev.godwit.postgres.RecordingAttempt;
import dev.godwit.postgres.TestPostgres;
import dev.godwit.postgres.ddl.StepRunner;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.EngineFailure;
import dev.godwit.postgres.session.SqlFailure;
import dev.godwit.postgres.undo.UndoRunner;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TreeBuildTest {

    private static final QualifiedName T = new QualifiedName("public", "t");
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String INDEXES =
            "select coalesce(string_agg(i.relname || case when indisvalid then '' else ' INVALID' end, ', ' order by i.relname), 'none')"
                    + " from pg_index join pg_class i on i.oid = indexrelid join pg_class t on t.oid = indrelid where t.relnamespace = 'public'::regnamespace";

    private static TestPostgres target;

    @BeforeAll
    static void open() throws SQLException {
        target = TestPostgres.open();
    }

    @AfterAll
    static void close() {
        target.close();
    }

    @BeforeEach
    void table() throws SQLException {
        target.sql(
                "drop table if exists t, t9, tt",
                "drop foreign data wrapper if exists nothing cascade",
                "create table t (id int, a text) partition by range (id)",
                "create table t1 partition of t for values from (0) to (100)",
                "create table t2 partition of t for values from (100) to (200)",
                "insert into t select i, 'a' || i from generate_series(0, 199) i");
    }

    @Test
    void partitionsThatComeMeanwhileHaveItToo() throws Exception {
        target.sql("create table t9 (id int, a text)", "insert into t9 values (900, 'nine')");
        long run = begin(false);
        run(
                run,
                once(
                        "partition 2 of 2",
                        "alter table t attach partition t9 for values from (900) to (1000)",
                        "create table t8 partition of t for values from (800) to (900) partition by range (id)",
                        "create table t81 partition of t8 for values from (800) to (850)"));
        assertThat(target.text(INDEXES))
                .isEqualTo("t1_a_idx, t2_a_idx, t81_a_idx, t8_a_idx, t9_a_idx, t_a_all");
    }

    @Test
    void oneThatWasAttachedBeforeTheTableHadItsIndexIsBuiltAsWell() throws Exception {
        target.sql("create table t9 (id int, a text)");
        long run = begin(false);
        run(
                run,
                new RecordingAttempt() {
                    private boolean done;

                    @Override
                    public void report(String progress) {
                        if (!done) {
                            done = true;
                            sql(
                                    "alter table t attach partition t9 for values from (900) to (1000)");
                        }
                    }
                });
        assertThat(target.text(INDEXES)).isEqualTo("t1_a_idx, t2_a_idx, t9_a_idx, t_a_all");
    }

    @Test
    void oneThatIsDetachedMeanwhileDoesNotHoldItUp() throws Exception {
        long run = begin(false);
        run(run, once("partition 2 of 2", "alter table t detach partition t1"));
        assertThat(target.text(INDEXES)).isEqualTo("t2_a_idx, t_a_all");
        target.sql("drop table t1");
    }

    @Test
    void oneThatGoesBetweenItsBuildAndItsAttachmentDoesNotHoldItUp() throws Exception {
        long run = begin(false);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection old = target.begin("insert into t1 values (1, 'old')")) {
            Future<?> building =
                    threads.submit(
                            () -> {
                                run(run, UNATTENDED);
                                return true;
                            });
            target.await(
                    "select exists (select from pg_stat_progress_create_index where relid = 't1'::regclass and current_locker_pid <> 0)");
            Future<?> dropping =
                    threads.submit(
                            () -> {
                                drop("t1");
                                return true;
                            });
            target.await(
                    "select exists (select from pg_stat_activity where query = 'drop table t1' and wait_event_type = 'Lock')");
            old.commit();
            dropping.get();
            building.get();
        }
        assertThat(target.text(INDEXES)).isEqualTo("t2_a_idx, t_a_all");
    }

    @Test
    void aForeignTableThatComesMeanwhileIsSaid() throws Exception {
        long run = begin(false);
        RecordingAttempt meanwhile =
                once(
                        "partition 2 of 2",
                        "create foreign data wrapper nothing",
                        "create server nowhere foreign data wrapper nothing",
                        "create foreign table t7 partition of t for values from (700) to (800) server nowhere");
        assertThatExceptionOfType(EngineFailure.class)
                .isThrownBy(() -> run(run, meanwhile))
                .satisfies(
                        failure -> {
                            assertThat(failure.problem().code()).isEqualTo("GW-320");
                            assertThat(failure.problem().what()).contains("t7");
                        });
        undo(run);
        assertThat(target.text(INDEXES)).isEqualTo("none");
    }

    @Test
    void valuesThatStandTwiceInOnePartitionAreCounted() throws Exception {
        target.sql("insert into t values (150, 'a150')");
        long run = begin(true);
        assertThatExceptionOfType(EngineFailure.class)
                .isThrownBy(() -> run(run, UNATTENDED))
                .satisfies(
                        failure -> {
                            assertThat(failure.problem().code()).isEqualTo("GW-304");
                            assertThat(failure.problem().what()).startsWith("t2 has 1 value");
                        });
        undo(run);
        assertThat(target.text(INDEXES)).isEqualTo("none");
    }

    @Test
    void anIndexOfItsNameThatSomebodyElseHasMadeIsLeftAlone() throws Exception {
        long run = begin(false);
        target.sql("create index t_a_all on t (id)");
        assertThatExceptionOfType(EngineFailure.class).isThrownBy(() -> run(run, UNATTENDED));
        undo(run);
        assertThat(target.text(INDEXES)).isEqualTo("t1_id_idx, t2_id_idx, t_a_all");
    }

    /** As somebody does who does not give up: it may lose a deadlock against the build. */
    private static void drop(String table) throws SQLException {
        while (true) {
            try {
                target.sql("drop table " + table);
                return;
            } catch (SQLException failure) {
                if (!SqlFailure.deadlock(failure)) {
                    throw failure;
                }
            }
        }
    }

    private static RecordingAttempt once(String words, String... statements) {
        return new RecordingAttempt() {
            private boolean done;

            @Override
            public void report(String progress) {
                if (!done && progress.contains(words)) {
                    done = true;
                    sql(statements);
                }
            }
        };
    }

    private static void sql(String... statements) {
        try {
            target.sql(statements);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static long begin(boolean unique) throws SQLException {
        return target.run(
                List.of(T),
                step(
                        1,
                        new ObjectWork.BuildTree(
                                T,
                                "_godwit_1_idx",
                                "t_a_all",
                                unique,
                                unique ? "using btree (a, id)" : "using btree (a)",
                                unique ? List.of("a", "id") : List.of(),
                                null,
                                List.of()),
                        new ObjectWork.DropTree(T, "t_a_all", "_godwit_1_idx")));
    }

    private static void run(long run, Attempt attempt) throws SQLException {
        new StepRunner(target.database()).run(run, 1, PATIENCE, attempt);
    }

    private static void undo(long run) throws SQLException {
        UndoRunner undo =
                new UndoRunner(
                        target.database(),
                        (id, number, work, attempt) -> {
                            throw new IllegalStateException("no rows");
                        });
        undo.plan(target.runOf(run).plan(), "tester", "test");
        undo.undo(run, 1, PATIENCE, UNATTENDED);
    }
}
