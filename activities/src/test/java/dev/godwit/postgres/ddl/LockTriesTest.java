package dev.godwit.postgres.ddl;

import static dev.godwit.postgres.TestPostgres.step;
import static dev.godwit.postgres.session.Attempt.UNATTENDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.LockMode;
import dev.godwit.plan.step.Work;
import dev.godwit.postgres.RecordingAttempt;
import dev.godwit.postgres.TestPostgres;
import dev.godwit.postgres.session.EngineFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

class LockTriesTest {

    private static final QualifiedName T = new QualifiedName("public", "t");
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String HOLD = "insert into t values (1, 'top secret')";
    private static final String LOCK_WAITED =
            "select note from godwit.ledger where event = 'lock.waiting' and run = ";

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
        target.sql("drop table if exists t", "create table t (id bigint, a text)");
    }

    private static Work.Ddl ddl(String statement) {
        return new Work.Ddl(List.of(T), LockMode.ACCESS_EXCLUSIVE, List.of(statement), false);
    }

    private static int pid(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getBackendPID();
    }

    @Test
    void waitsInShortTriesBehindWhichNoStatementOfTheApplicationWaitsLong() throws Exception {
        long run = target.run(List.of(T), step(1, ddl("alter table public.t add column c text")));
        RecordingAttempt attempt = new RecordingAttempt();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection holder = target.begin(HOLD);
                Connection application = target.connect()) {
            int holding = pid(holder);
            Future<String> ddl =
                    threads.submit(
                            () -> new StepRunner(target.database()).run(run, 1, PATIENCE, attempt));
            try (Statement statement = application.createStatement()) {
                // Longer than the longest try; the holder outlasts it, so a DDL that stayed in the
                // queue would make one of these fail.
                statement.execute("set lock_timeout = '1500ms'");
                while (attempt.reports().stream()
                                .filter(report -> report.startsWith("waiting for pid"))
                                .count()
                        < 5) {
                    statement.execute("select count(*) from t");
                    statement.execute("insert into t values (2, 'b')");
                }
            }
            assertThat(ddl.isDone()).isFalse();
            String words = "pid " + holding + " (postgres the application, idle in transaction";
            assertThat(attempt.reports())
                    .anyMatch(report -> report.startsWith("waiting for " + words))
                    .noneMatch(report -> report.contains("secret"));
            assertThat(target.texts(LOCK_WAITED + run))
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains(words);
            holder.commit();
            ddl.get();
        }
        assertThat(target.stateOf(run, 1)).isEqualTo("done");
        assertThat(attempt.waits()).isGreaterThanOrEqualTo(5);
        assertThat(
                        target.texts(
                                "select lock || ' ' || (ms > 1000) || ' ' || note from godwit.ledger where event = 'lock.waited' and run = "
                                        + run))
                .singleElement()
                .asString()
                .startsWith("ACCESS EXCLUSIVE true granted after ")
                .contains("tries in vain; in the way: pid ");
    }

    @Test
    void stopsBetweenTwoTriesWhenTheRunIsPaused() throws Exception {
        long run = target.run(List.of(T), step(1, ddl("alter table public.t add column c text")));
        RecordingAttempt attempt = new RecordingAttempt();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection holder = target.begin(HOLD)) {
            Future<String> ddl =
                    threads.submit(
                            () -> new StepRunner(target.database()).run(run, 1, PATIENCE, attempt));
            attempt.awaitReports("waiting for pid " + pid(holder), 3);
            target.sql(
                    "insert into godwit.control (run, paused, actor) values ("
                            + run
                            + ", true, 'anna')");
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> ddl.get(3, TimeUnit.SECONDS))
                    .withCauseInstanceOf(EngineFailure.class);
            assertThat(((EngineFailure) ddl.exceptionNow()).kind())
                    .isEqualTo(EngineFailure.Kind.PAUSED);
        }
        // Nothing is locked any more, and nothing begins either.
        assertThatExceptionOfType(EngineFailure.class)
                .isThrownBy(
                        () -> new StepRunner(target.database()).run(run, 1, PATIENCE, UNATTENDED))
                .matches(failure -> failure.problem().code().equals("GW-312"));
        target.sql("update godwit.control set paused = false where run = " + run);
        new StepRunner(target.database()).run(run, 1, PATIENCE, UNATTENDED);
        assertThat(target.stateOf(run, 1)).isEqualTo("done");
    }

    @Test
    void saysWhichLockItHeldInVainWhileAnotherWasNotToBeHad() throws Exception {
        target.sql("drop table if exists later", "create table later (id bigint)");
        QualifiedName later = new QualifiedName("public", "later");
        Work work =
                new Work.Ddl(
                        List.of(T, later),
                        LockMode.SHARE_ROW_EXCLUSIVE,
                        List.of("select 1"),
                        false);
        long run = target.run(List.of(T, later), step(1, work));
        try (Connection holder = target.begin("insert into later values (1)")) {
            assertThatExceptionOfType(EngineFailure.class)
                    .isThrownBy(
                            () ->
                                    new StepRunner(target.database())
                                            .run(run, 1, Duration.ofSeconds(1), UNATTENDED));
            assertThat(holder.isClosed()).isFalse();
        }
        assertThat(
                        target.texts(
                                "select event || ' ' || (lock_ms between 50 and 5000) || ' ' || note from godwit.ledger where event = 'lock.released' and run = "
                                        + run))
                .singleElement()
                .asString()
                .startsWith("lock.released true held in ");
    }

    @Test
    void namesWhoIsInTheWayOfAStatementWhoseTablesItDoesNotKnow() throws Exception {
        Work sql = new Work.RunSql(List.of("alter table t add column c text"));
        long run = target.run(List.of(T), step(1, sql));
        try (Connection holder = target.begin(HOLD)) {
            int holding = pid(holder);
            assertThatExceptionOfType(EngineFailure.class)
                    .isThrownBy(
                            () ->
                                    new StepRunner(target.database())
                                            .run(run, 1, Duration.ZERO, UNATTENDED))
                    .matches(failure -> failure.kind() == EngineFailure.Kind.LOCKED)
                    .matches(
                            failure ->
                                    failure.problem()
                                            .because()
                                            .startsWith("held by pid " + holding + " "));
        }
    }

    @Test
    void givesUpWhenPatienceIsOverAndSaysWhatToDo() throws Exception {
        long run = target.run(List.of(T), step(1, ddl("alter table public.t add column c text")));
        try (Connection holder = target.begin(HOLD)) {
            int holding = pid(holder);
            assertThatExceptionOfType(EngineFailure.class)
                    .isThrownBy(
                            () ->
                                    new StepRunner(target.database())
                                            .run(run, 1, Duration.ofSeconds(1), UNATTENDED))
                    .matches(failure -> failure.kind() == EngineFailure.Kind.LOCKED)
                    .satisfies(
                            failure ->
                                    assertThat(failure.problem().toString())
                                            .contains(
                                                    "within 1 s",
                                                    "pid " + holding,
                                                    "the application",
                                                    "insert into t values (?, ?)",
                                                    "godwit resume test/")
                                            .doesNotContain("secret"));
            assertThat(target.stateOf(run, 1)).isEqualTo("started");
        }
        new StepRunner(target.database()).run(run, 1, PATIENCE, UNATTENDED);
        assertThat(target.stateOf(run, 1)).isEqualTo("done");
    }

    @Test
    void doesNotTryForEverWhatIsCancelledWhileItHoldsItsLocks() throws Exception {
        long run = target.run(List.of(T), step(1, ddl("select pg_catalog.pg_sleep(60)")));
        String cancel =
                "select count(pg_cancel_backend(pid)) from pg_stat_activity where state = 'active' and query like '%pg_sleep(60)%'"
                        + " and application_name = 'godwit "
                        + run
                        + " 1'";
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> ddl =
                    threads.submit(
                            () ->
                                    new StepRunner(target.database())
                                            .run(run, 1, PATIENCE, UNATTENDED));
            while (!ddl.isDone()) {
                target.number(cancel);
                Thread.sleep(20);
            }
            assertThat(ddl.exceptionNow())
                    .isInstanceOfSatisfying(
                            EngineFailure.class,
                            failure -> assertThat(failure.problem().code()).isEqualTo("GW-305"));
        }
    }

    @Test
    void locksSeveralTablesInOrderOfOid() throws Exception {
        target.sql("drop table if exists first", "create table first (id bigint)");
        QualifiedName later = new QualifiedName("public", "first");
        Work work =
                new Work.Ddl(
                        List.of(later, T),
                        LockMode.SHARE_ROW_EXCLUSIVE,
                        List.of("select 1"),
                        false);
        long run = target.run(List.of(T, later), step(1, work));
        // Held: the table with the lower oid. So the other one must not be locked yet.
        try (Connection holder = target.begin(HOLD)) {
            int holding = pid(holder);
            RecordingAttempt looking =
                    new RecordingAttempt(
                            () ->
                                    assertThat(
                                                    target.number(
                                                            "select count(*) from pg_locks where relation = 'first'::regclass"))
                                            .isZero());
            assertThatExceptionOfType(EngineFailure.class)
                    .isThrownBy(
                            () ->
                                    new StepRunner(target.database())
                                            .run(run, 1, Duration.ofSeconds(1), looking))
                    .matches(failure -> failure.kind() == EngineFailure.Kind.LOCKED);
            assertThat(looking.reports()).anyMatch(report -> report.contains("pid " + holding));
        }
    }

    @Test
    void pushesAnAutovacuumWorkerOutOfTheWay() throws Exception {
        // So slow that it would hold the table for many minutes.
        target.sql(
                "create table v (id bigint, pad text) with (autovacuum_vacuum_threshold = 0, autovacuum_vacuum_scale_factor = 0,"
                        + " autovacuum_vacuum_cost_delay = 100, autovacuum_vacuum_cost_limit = 1)",
                "insert into v select i, repeat('x', 500) from generate_series(1, 50000) i",
                "delete from v",
                "alter system set autovacuum_naptime = '1s'",
                "select pg_reload_conf()");
        try {
            target.await(
                    "select exists (select from pg_stat_activity where backend_type = 'autovacuum worker' and query like '%public.v%')");
            QualifiedName v = new QualifiedName("public", "v");
            Work work =
                    new Work.Ddl(
                            List.of(v),
                            LockMode.ACCESS_EXCLUSIVE,
                            List.of("alter table public.v add column c text"),
                            false);
            long run = target.run(List.of(v), step(1, work));
            new StepRunner(target.database()).run(run, 1, PATIENCE, UNATTENDED);
            assertThat(target.stateOf(run, 1)).isEqualTo("done");

            // The same without any right: by waiting for a lock that is in nobody's way.
            target.await(
                    "select exists (select from pg_stat_activity where backend_type = 'autovacuum worker' and query like '%public.v%')");
            Autovacuum autovacuum =
                    new Autovacuum(
                            target.database(),
                            new StepContext(run, "x/y", 1, "APPLY", "a step", null));
            long oid = Long.parseLong(target.text("select 'v'::regclass::oid"));
            assertThat(autovacuum.waitedOut(List.of(oid), UNATTENDED)).isTrue();
            assertThat(autovacuum.waitedOut(List.of(0L), UNATTENDED)).isFalse();
        } finally {
            target.sql(
                    "drop table v",
                    "alter system reset autovacuum_naptime",
                    "select pg_reload_conf()");
        }
    }
}
