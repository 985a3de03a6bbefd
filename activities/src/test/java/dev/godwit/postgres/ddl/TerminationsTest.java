package dev.godwit.postgres.ddl;

import static dev.godwit.postgres.TestPostgres.step;
import static dev.godwit.postgres.session.Attempt.UNATTENDED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.LockMode;
import dev.godwit.plan.step.ObjectWork;
import dev.godwit.plan.step.Work;
import dev.godwit.postgres.TestPostgres;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.state.RunOptions;
import dev.godwit.postgres.state.Runs;
import dev.godwit.postgres.state.StepJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

class TerminationsTest {

    private static final QualifiedName T = new QualifiedName("public", "t");
    private static final String HOLD = "insert into t values (1, 'top secret')";

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

    @Test
    void anOldTransactionInTheWayIsTerminatedWhenTheRunWasToldTo() throws Exception {
        long run =
                told(
                        new Work.Ddl(
                                List.of(T),
                                LockMode.ACCESS_EXCLUSIVE,
                                List.of("alter table public.t add column c text"),
                                false));
        try (Connection holder = target.begin(HOLD)) {
            Thread.sleep(1_100);
            new StepRunner(target.database()).run(run, 1, Duration.ofMinutes(1), UNATTENDED);
            assertThat(holder.isValid(1)).isFalse();
        }
        assertThat(terminated(run)).hasSize(1).allMatch(note -> !note.contains("secret"));
    }

    @Test
    void soIsOneWhoseSnapshotAnIndexWaitsFor() throws Exception {
        long run =
                told(
                        new Work.BuildIndex(
                                T,
                                "_godwit_idx",
                                "t_a",
                                "create index concurrently \"_godwit_idx\" on public.t (a)",
                                false,
                                List.of(),
                                null));
        try (Connection holder = target.begin(HOLD)) {
            Thread.sleep(1_100);
            new StepRunner(target.database()).run(run, 1, Duration.ofMinutes(1), UNATTENDED);
            assertThat(holder.isValid(1)).isFalse();
        }
        assertThat(terminated(run)).hasSize(1);
    }

    @Test
    void soIsAReaderThatADetachWaitsFor() throws Exception {
        target.sql(
                "drop table if exists parts",
                "create table parts (id int) partition by range (id)",
                "create table part_1 partition of parts for values from (0) to (10)");
        QualifiedName part = new QualifiedName("public", "part_1");
        long run =
                told(
                        new ObjectWork.Detach(
                                new QualifiedName("public", "parts"), part, List.of(), "", true));
        try (Connection holder = target.begin("select 'top secret' from parts")) {
            Thread.sleep(1_100);
            new StepRunner(target.database()).run(run, 1, Duration.ofMinutes(1), UNATTENDED);
            assertThat(holder.isValid(1)).isFalse();
        }
        assertThat(terminated(run)).hasSize(1).allMatch(note -> !note.contains("secret"));
        target.sql("drop table part_1");
    }

    @Test
    void neitherAYoungOneNorOneOfGodwitsOwnIs() throws Exception {
        long run = told(new Work.DropIndex(new QualifiedName("public", "none")));
        try (Connection holder = target.begin(HOLD)) {
            Thread.sleep(1_100);
            terminations(run, Duration.ofHours(1)).end(blocker(holder), UNATTENDED);
            assertThat(holder.isValid(1)).isTrue();
            try (Statement statement = holder.createStatement()) {
                statement.execute("set application_name = 'godwit 7 1'");
            }
            terminations(run, Duration.ofSeconds(1)).end(blocker(holder), UNATTENDED);
            assertThat(holder.isValid(1)).isTrue();
        }
        assertThat(terminated(run)).isEmpty();
    }

    private static Terminations terminations(long run, Duration age) {
        return new Terminations(
                target.database(), new StepContext(run, "shop/x", 1, "APPLY", "a step", age));
    }

    private static long told(Work work) throws SQLException {
        long run = target.run(List.of(T), step(1, work));
        try (Connection connection = target.connect();
                PreparedStatement update =
                        connection.prepareStatement(
                                "update godwit.run set options = ?::jsonb where id = ?")) {
            RunOptions options = RunOptions.of(Runs.get(connection, run));
            update.setString(1, StepJson.write(options.terminating(Duration.ofSeconds(1))));
            update.setLong(2, run);
            update.executeUpdate();
        }
        return run;
    }

    private static Blocker blocker(Connection holder) throws SQLException {
        int pid = holder.unwrap(PGConnection.class).getBackendPID();
        return target.database()
                .inTransaction(
                        Scope.state("godwit test"), connection -> Blocker.session(connection, pid))
                .getFirst();
    }

    private static List<String> terminated(long run) throws SQLException {
        return target.texts(
                "select note from godwit.ledger where event = 'lock.terminated' and run = " + run);
    }
}
