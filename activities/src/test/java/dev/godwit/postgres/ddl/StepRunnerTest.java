package dev.godwit.postgres.ddl;

import static dev.godwit.postgres.TestPostgres.step;
import static dev.godwit.postgres.session.Attempt.UNATTENDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.LockMode;
import dev.godwit.plan.step.Work;
import dev.godwit.postgres.LostCommits;
import dev.godwit.postgres.RecordingAttempt;
import dev.godwit.postgres.TestPostgres;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.fill.lane.StaleAttemptException;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.EngineFailure;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.session.SqlFailure;
import dev.godwit.postgres.undo.UndoRunner;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StepRunnerTest {

    private static final QualifiedName T = new QualifiedName("public", "t");
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Work ADD =
            ddl("alter table public.t add column c text", "insert into public.done values (1)");
    private static final Work COUNT = new Work.RunSql(List.of("insert into done values (1)"));

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
    void tables() throws SQLException {
        target.sql(
                "drop table if exists t, done",
                "create table t (id bigint primary key, a text)",
                "create table done (n int)");
    }

    private static Work.Ddl ddl(String... statements) {
        return new Work.Ddl(List.of(T), LockMode.ACCESS_EXCLUSIVE, List.of(statements), false);
    }

    private static StepRunner runner() {
        return new StepRunner(target.database());
    }

    private static long times() throws SQLException {
        return target.number("select count(*) from done");
    }

    private static String killer(long run) {
        return "select count(pg_terminate_backend(pid)) from pg_stat_activity where state = 'idle in transaction'"
                + " and application_name = 'godwit %d 1'".formatted(run);
    }

    @Test
    void keepsTheStatementItsLockAndHowLongItWasHeldInTheLedger() throws Exception {
        long run = target.run(List.of(T), step(1, ADD));
        runner().run(run, 1, PATIENCE, UNATTENDED);

        assertThat(target.stateOf(run, 1)).isEqualTo("done");
        assertThat(target.undoOf(run, 1)).isEqualTo("pending");
        String line = "select %s from godwit.ledger where run = " + run + " and event = '%s'";
        assertThat(target.text(line.formatted("statement", "step.done")))
                .contains("add column c text");
        assertThat(target.text(line.formatted("lock", "step.done"))).isEqualTo("ACCESS EXCLUSIVE");
        assertThat(target.text(line.formatted("lock_ms > 0", "step.done"))).isEqualTo("t");
        assertThat(
                        target.text(
                                "select (select max(lock_ms) from godwit.ledger where run = %1$d and event = 'lock.released')"
                                                .formatted(run)
                                        + " >= max(lock_ms) from godwit.ledger where event = 'step.done' and run = "
                                        + run))
                .isEqualTo("t");
    }

    @Test
    void doesNothingWhenTheStepIsDone() throws Exception {
        long run = target.run(List.of(T), step(1, COUNT));
        runner().run(run, 1, PATIENCE, UNATTENDED);
        assertThat(runner().run(run, 1, PATIENCE, UNATTENDED)).isEqualTo("was done before");
        assertThat(times()).isOne();
    }

    @Test
    void happensOnceWhenItsBackEndIsKilledBeforeAnyStatement() throws Exception {
        for (int statement = 1; statement <= 3; statement++) {
            tables();
            long run = target.run(List.of(T), step(1, ADD));
            int[] left = {statement};
            RecordingAttempt killing =
                    new RecordingAttempt(
                            () -> {
                                if (--left[0] == 0) {
                                    assertThat(target.number(killer(run))).isOne();
                                }
                            });
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> runner().run(run, 1, PATIENCE, killing))
                    .matches(failure -> SqlFailure.of(failure) == SqlFailure.RETRY);
            assertThat(target.stateOf(run, 1)).isEqualTo("started");
            assertThat(target.undoOf(run, 1)).isEqualTo("pending");
            assertThat(times()).isZero();

            runner().run(run, 1, PATIENCE, UNATTENDED);
            assertThat(times()).isOne();
            assertThat(target.lines(run, "step.done")).isOne();
        }
    }

    @Test
    void happensOnceWhenTheAnswerToItsCommitIsLost() throws Exception {
        long run = target.run(List.of(T), step(1, ADD));
        LostCommits lost = new LostCommits(target.direct());
        RecordingAttempt attempt = new RecordingAttempt(lost::loseNext);
        StepRunner runner = new StepRunner(new Database(lost.source(), target.direct()));
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> runner.run(run, 1, PATIENCE, attempt))
                .matches(failure -> SqlFailure.of(failure) == SqlFailure.RETRY);

        assertThat(runner.run(run, 1, PATIENCE, UNATTENDED)).isEqualTo("was done before");
        assertThat(times()).isOne();
        assertThat(target.lines(run, "step.done")).isOne();
    }

    @Test
    void happensOnceWhenTwoAttemptsRunAtOnce() throws Exception {
        Work slow =
                new Work.RunSql(
                        List.of("insert into done select 1 from (select pg_sleep(0.3)) sleep"));
        long run = target.run(List.of(T), step(1, slow));
        Callable<String> attempt = () -> runner().run(run, 1, PATIENCE, UNATTENDED);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<String> ended : threads.invokeAll(List.of(attempt, attempt, attempt))) {
                ended.get();
            }
        }
        assertThat(times()).isOne();
        assertThat(target.lines(run, "step.done")).isOne();
    }

    @Test
    void commitsNothingOnceARollbackHasBegun() throws Exception {
        long run = target.run(List.of(T), step(1, ADD));
        UndoRunner undo =
                new UndoRunner(
                        target.database(),
                        (id, number, work, attempt) -> {
                            throw new AssertionError("nothing was filled");
                        });
        String plan = target.runOf(run).plan();
        RecordingAttempt overtaken = new RecordingAttempt(() -> undo.plan(plan, "tester", ""));
        assertThatThrownBy(() -> runner().run(run, 1, PATIENCE, overtaken))
                .isInstanceOf(StaleAttemptException.class);
        assertThat(times()).isZero();
        assertThat(undo.undo(run, 1, PATIENCE, UNATTENDED)).isEqualTo("it never happened");
        assertThatThrownBy(() -> runner().run(run, 1, PATIENCE, UNATTENDED))
                .isInstanceOf(StaleAttemptException.class);
        assertThat(target.stateOf(run, 1)).isEqualTo("undone");
    }

    @Test
    void keepsTheServersMessageInTheTargetAndItsWordsFreeOfValues() throws Exception {
        target.sql("insert into t values (1, 'top secret')");
        Work cast = ddl("alter table public.t alter column a type integer using a::integer");
        Work raise =
                new Work.RunSql(
                        List.of("do $$ begin raise 'top secret' using errcode = '23514'; end $$"));
        long run = target.run(List.of(T), step(1, cast), step(2, raise));
        for (int number = 1; number <= 2; number++) {
            int step = number;
            assertThatExceptionOfType(EngineFailure.class)
                    .isThrownBy(() -> runner().run(run, step, PATIENCE, UNATTENDED))
                    .matches(failure -> failure.kind() == EngineFailure.Kind.PERMANENT)
                    .matches(failure -> !failure.problem().toString().contains("secret"))
                    .matches(failure -> failure.problem().next().contains("godwit rollback"));
        }
        assertThat(
                        target.number(
                                "select count(*) from godwit.ledger where event = 'step.failed' and private like '%top secret%'"
                                        + " and note not like '%secret%' and run = "
                                        + run))
                .isEqualTo(2);
        assertThat(target.stateOf(run, 1)).isEqualTo("started");
    }

    @Test
    void givesBracesAndQuestionMarksToTheServerAsTheyAre() throws Exception {
        Work work =
                new Work.RunSql(
                        List.of("insert into done select 1 where '{\"a\": 1}'::jsonb ? 'a'"));
        long run = target.run(List.of(T), step(1, work));
        runner().run(run, 1, PATIENCE, UNATTENDED);
        assertThat(times()).isOne();
    }

    @Test
    void aSettingOfTheUsersOwnDoesNotOutliveItsStep() throws Exception {
        Work work = new Work.RunSql(List.of("set work_mem = '77kB'", "set role pg_monitor"));
        long run = target.run(List.of(T), step(1, work));
        runner().run(run, 1, PATIENCE, UNATTENDED);
        assertThat(target.stateOf(run, 1)).isEqualTo("done");
        for (int connection = 0; connection < 5; connection++) {
            String found =
                    target.database()
                            .inTransaction(
                                    Scope.state("look"),
                                    at ->
                                            Rows.of(
                                                            at,
                                                            "select current_setting('work_mem') || current_user",
                                                            row -> row.getString(1))
                                                    .getFirst());
            assertThat(found).doesNotContain("77kB").doesNotContain("pg_monitor");
        }
    }

    @Test
    void stopsWhenSomebodyElseChangedTheTable() throws Exception {
        long run = target.run(List.of(T), step(1, ADD));
        target.sql("alter table t add column theirs text");
        assertThatExceptionOfType(EngineFailure.class)
                .isThrownBy(() -> runner().run(run, 1, PATIENCE, UNATTENDED))
                .matches(failure -> failure.kind() == EngineFailure.Kind.CHANGED);
        assertThat(times()).isZero();
    }

    @Test
    void callsAFillABug() throws Exception {
        Work proof = new Work.ProveQuery("none", "select 1");
        long run = target.run(List.of(T), step(1, proof));
        assertThatExceptionOfType(EngineFailure.class)
                .isThrownBy(() -> runner().run(run, 1, PATIENCE, UNATTENDED))
                .matches(failure -> failure.kind() == EngineFailure.Kind.BUG);
    }
}
