package dev.godwit.postgres.index;

import static dev.godwit.postgres.TestPostgres.step;
import static dev.godwit.postgres.session.Attempt.UNATTENDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.Work;
import dev.godwit.postgres.LostCommits;
import dev.godwit.postgres.RecordingAttempt;
import dev.godwit.postgres.TestPostgres;
import dev.godwit.postgres.ddl.StepRunner;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.EngineFailure;
import dev.godwit.postgres.session.SqlFailure;
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
import org.postgresql.PGConnection;

class IndexBuildTest {

    private static final QualifiedName T = new QualifiedName("public", "t");
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Work.BuildIndex BUILD = build(false);
    private static final String WAITING =
            "select exists (select from pg_stat_progress_create_index where relid = 't'::regclass and current_locker_pid <> 0)";
    private static final String INDEXES =
            "select coalesce(string_agg(i.relname || case when indisvalid then '' else ' INVALID' end, ', ' order by i.relname), 'none')"
                    + " from pg_index join pg_class i on i.oid = indexrelid where indrelid = 't'::regclass";

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
                "drop table if exists t",
                "create table t (id bigint, a text)",
                "insert into t select i, 'a' || i from generate_series(1, 1000) i");
    }

    private static Work.BuildIndex build(boolean unique) {
        return new Work.BuildIndex(
                T,
                "_godwit_1_idx",
                "t_a_idx",
                "create %s index concurrently \"_godwit_1_idx\" on public.t (a)"
                        .formatted(unique ? "unique" : ""),
                unique,
                unique ? List.of("a") : List.of(),
                null);
    }

    private static String run(long run) throws SQLException {
        return new StepRunner(target.database()).run(run, 1, PATIENCE, UNATTENDED);
    }

    @Test
    void buildsAValidIndexUnderTheWantedName() throws Exception {
        long run = target.run(List.of(T), step(1, BUILD));
        run(run);
        assertThat(target.text(INDEXES)).isEqualTo("t_a_idx");
        assertThat(run(run)).isEqualTo("was done before");
        assertThat(target.lines(run, "index.built")).isOne();
    }

    @Test
    void isBuiltAgainWithoutACarcassWhenItsBackEndIsKilled() throws Exception {
        long run = target.run(List.of(T), step(1, BUILD));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection old = target.begin("insert into t values (0, 'old')")) {
            Future<String> building = threads.submit(() -> run(run));
            target.await(WAITING);
            assertThat(target.text(INDEXES)).isEqualTo("_godwit_1_idx INVALID");
            target.sql("select pg_terminate_backend(pid) from pg_stat_progress_create_index");
            old.commit();
            assertThat(failure(building))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            lost -> assertThat(SqlFailure.of(lost)).isEqualTo(SqlFailure.RETRY));
        }
        assertThat(target.text(INDEXES)).isEqualTo("none");
        run(run);
        assertThat(target.text(INDEXES)).isEqualTo("t_a_idx");
    }

    @Test
    void dropsTheCarcassThatAKilledWorkerLeft() throws Exception {
        target.sql("insert into t values (0, 'a1')");
        try {
            target.sql(build(true).create());
        } catch (SQLException duplicate) {
            assertThat(target.text(INDEXES)).isEqualTo("_godwit_1_idx INVALID");
        }
        run(target.run(List.of(T), step(1, BUILD)));
        assertThat(target.text(INDEXES)).isEqualTo("t_a_idx");
        assertThat(
                        target.text(
                                "select indisunique from pg_index where indexrelid = 't_a_idx'::regclass"))
                .isEqualTo("f");
    }

    @Test
    void onlyRenamesWhatAnEarlierAttemptHasBuilt() throws Exception {
        target.sql(BUILD.create());
        long oid = target.oid(new QualifiedName("public", "_godwit_1_idx"));
        run(target.run(List.of(T), step(1, BUILD)));
        assertThat(target.oid(new QualifiedName("public", "t_a_idx"))).isEqualTo(oid);
    }

    @Test
    void isDoneWhenOnlyTheAnswerToTheRenameWasLost() throws Exception {
        long run = target.run(List.of(T), step(1, BUILD));
        LostCommits lost = new LostCommits(target.direct());
        Database flaky = new Database(lost.source(), target.direct());
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(
                        () ->
                                new StepRunner(flaky)
                                        .run(
                                                run,
                                                1,
                                                PATIENCE,
                                                new RecordingAttempt(lost::loseNext)));
        assertThat(target.text(INDEXES)).isEqualTo("t_a_idx");
        assertThat(run(run)).isEqualTo("was done before");
    }

    @Test
    void refusesDuplicatesByCountAndLeavesNothing() throws Exception {
        target.sql("insert into t values (0, 'a1'), (0, 'a2'), (0, 'a2'), (0, null), (0, null)");
        long run = target.run(List.of(T), step(1, build(true)));
        assertThatExceptionOfType(EngineFailure.class)
                .isThrownBy(() -> run(run))
                .matches(failure -> failure.kind() == EngineFailure.Kind.PERMANENT)
                .matches(failure -> failure.problem().what().contains("2 values"));
        assertThat(target.text(INDEXES)).isEqualTo("none");
    }

    @Test
    void dropsAUniqueIndexAtOnceWhenADuplicateCameWhileItWasBuilt() throws Exception {
        long run = target.run(List.of(T), step(1, build(true)));
        RecordingAttempt late =
                new RecordingAttempt(() -> target.sql("insert into t values (0, 'a1')"));
        assertThatExceptionOfType(EngineFailure.class)
                .isThrownBy(() -> new StepRunner(target.database()).run(run, 1, PATIENCE, late))
                .matches(failure -> failure.kind() == EngineFailure.Kind.PERMANENT)
                // The name of the run is made of digits and may hold anything.
                .matches(failure -> !failure.problem().what().contains("a1"))
                .matches(failure -> !failure.problem().because().contains("a1"));
        assertThat(target.text(INDEXES)).isEqualTo("none");
        target.sql("insert into t values (0, 'a1')");
    }

    @Test
    void saysForWhichTransactionItWaits() throws Exception {
        long run = target.run(List.of(T), step(1, BUILD));
        RecordingAttempt attempt = new RecordingAttempt();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection old = target.begin("insert into t values (0, 'top secret')")) {
            Future<String> building =
                    threads.submit(
                            () -> new StepRunner(target.database()).run(run, 1, PATIENCE, attempt));
            int pid = old.unwrap(PGConnection.class).getBackendPID();
            attempt.awaitReports("for pid " + pid + " (postgres the application", 2);
            old.commit();
            building.get();
        }
        assertThat(attempt.reports()).noneMatch(report -> report.contains("secret"));
        assertThat(target.lines(run, "lock.waited")).isOne();
        assertThat(target.text(INDEXES)).isEqualTo("t_a_idx");
    }

    @Test
    void letsASecondAttemptWaitForItsTurn() throws Exception {
        long run = target.run(List.of(T), step(1, BUILD));
        RecordingAttempt second = new RecordingAttempt();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection old = target.begin("insert into t values (0, 'old')")) {
            Future<String> building = threads.submit(() -> run(run));
            target.await(WAITING);
            Future<String> waiting =
                    threads.submit(
                            () -> new StepRunner(target.database()).run(run, 1, PATIENCE, second));
            second.awaitReport("waiting for an earlier attempt");
            assertThat(target.number("select count(*) from pg_stat_progress_create_index")).isOne();
            old.commit();
            building.get();
            waiting.get();
        }
        assertThat(target.text(INDEXES)).isEqualTo("t_a_idx");
        assertThat(target.lines(run, "index.built")).isOne();
    }

    @Test
    void takesNothingForItsOwnThatHasTheWantedName() throws Exception {
        target.sql("create index t_a_idx on t (a)");
        long run = target.run(List.of(T), step(1, BUILD));
        assertThatExceptionOfType(EngineFailure.class)
                .isThrownBy(() -> run(run))
                .matches(failure -> failure.kind() == EngineFailure.Kind.PERMANENT)
                .matches(failure -> failure.problem().what().contains("t_a_idx is taken"));
        assertThat(target.text(INDEXES)).isEqualTo("t_a_idx");
    }

    @Test
    void dropsAnIndexOnce() throws Exception {
        target.sql("create index t_a_idx on t (a)");
        QualifiedName index = new QualifiedName("public", "t_a_idx");
        long run = target.run(List.of(T), step(1, new Work.DropIndex(index)));
        run(run);
        assertThat(target.text(INDEXES)).isEqualTo("none");
        target.sql("create index t_a_idx on t (id)");
        assertThat(run(run)).isEqualTo("was done before");
        assertThat(target.text(INDEXES)).isEqualTo("t_a_idx");
    }

    @Test
    void isContentWhenTheIndexToDropHasGone() throws Exception {
        QualifiedName index = new QualifiedName("public", "t_a_idx");
        long run = target.run(List.of(T), step(1, new Work.DropIndex(index)));
        run(run);
        assertThat(target.stateOf(run, 1)).isEqualTo("done");
    }

    private static Throwable failure(Future<?> future) throws InterruptedException {
        try {
            future.get();
        } catch (java.util.concurrent.ExecutionException failed) {
            return java.util.Objects.requireNonNull(failed.getCause());
        }
        throw new AssertionError("it did not fail");
    }
}
