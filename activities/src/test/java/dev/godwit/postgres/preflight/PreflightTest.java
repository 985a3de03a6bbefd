package dev.godwit.postgres.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.plan.Plan;
import dev.godwit.plan.problem.Problem;
import dev.godwit.postgres.phase.PhaseMoves;
import dev.godwit.postgres.preflight.Answer.Verdict;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.state.StateSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PreflightTest {

    private static final String PLAN =
            """
            migration: full-name
            operations:
              - add_column:
                  table: users
                  column: { name: full_name, type: text, nullable: false }
                  up: first_name || ' ' || last_name
            backfill: { fire_user_triggers: true }
            """;

    private TargetServer server;
    private Database database;

    @BeforeEach
    void createTable() throws SQLException {
        server = new TargetServer();
        database = server.database();
        server.run(
                """
                create table users (id int primary key, first_name text, last_name text);
                insert into users select i, 'f', 'l' from generate_series(1, 20) i;
                """);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void storesTheRunItsStepsAndItsTables() throws SQLException {
        Answer answer = prepare(PLAN, "w1");

        assertThat(answer.findings()).extracting(Problem::code).doesNotContain("GW-250");
        assertThat(answer.verdict()).isEqualTo(Verdict.READY);
        assertThat(answer.steps()).isNotEmpty();
        assertThat(answer.options().gates()).containsKey("CONTRACT"); // the default
        assertThat(server.ask("select count(*) from godwit.step"))
                .isEqualTo("" + answer.steps().size());
        assertThat(server.ask("select relation_oid::regclass from godwit.table_lock"))
                .isEqualTo("users");
        assertThat(server.ask("select actor || ' ' || event from godwit.ledger"))
                .isEqualTo("anna run.started");
        assertThat(server.ask("select definition is not null from godwit.run")).isEqualTo("t");
        assertThat(
                        server.ask(
                                "select count(*) from pg_attribute where attrelid = 'users'::regclass and attnum > 3"))
                .isEqualTo("0");
    }

    @Test
    void givesTheSameAnswerToTheSameWorkflow() throws SQLException {
        Answer first = prepare(PLAN, "w1");
        Answer again = prepare(PLAN, "w1");

        assertThat(again).isEqualTo(first);
        assertThat(server.ask("select count(*) from godwit.run")).isEqualTo("1");
    }

    @Test
    void letsOneOfManyStartsAtOnceWin() throws Exception {
        server.state().upgrade();
        try (ExecutorService windows = Executors.newFixedThreadPool(4)) {
            List<Future<Answer>> answers =
                    IntStream.range(0, 4)
                            .mapToObj(i -> windows.submit(() -> prepare(PLAN, "w" + i)))
                            .toList();
            int ready = 0;
            for (Future<Answer> answer : answers) {
                ready += answer.get().verdict() == Verdict.READY ? 1 : 0;
            }
            assertThat(ready).isEqualTo(1);
        }
        assertThat(server.ask("select count(*) from godwit.run")).isEqualTo("1");
    }

    @Test
    void refusesBesideAnOpenRunAndNamesTheWayToLookAtItAndToGoOn() throws SQLException {
        prepare(PLAN, "w1");

        Answer answer = prepare(PLAN, "w2");

        assertThat(answer.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(answer.findings())
                .extracting(Problem::next)
                .containsExactly(
                        "godwit status shop/full-name; if no workflow drives it: godwit recover shop/full-name");
    }

    @Test
    void knowsWhatWasAppliedAlready() throws SQLException {
        finish(prepare(PLAN, "w1"), "DONE");

        assertThat(prepare(PLAN, "w2").verdict()).isEqualTo(Verdict.ALREADY_APPLIED);
        assertThat(prepare(PLAN + "# edited\n", "w3").verdict()).isEqualTo(Verdict.REJECTED);
    }

    @Test
    void startsAgainAfterARollbackButNotOnItsLeftovers() throws SQLException {
        Answer first = prepare(PLAN, "w1");
        server.run("insert into godwit.undo (run, step) values (%d, 1)".formatted(first.run()));
        finish(first, "ROLLBACK_INCOMPLETE");
        assertThat(prepare(PLAN, "w2").findings())
                .extracting(Problem::code)
                .containsExactly("GW-265");

        server.run("update godwit.undo set state = 'done'");
        assertThat(prepare(PLAN, "w3").verdict()).isEqualTo(Verdict.READY);
    }

    @Test
    void namesTheRunThatHoldsTheTable() throws SQLException {
        prepare(PLAN, "w1");

        Answer answer =
                prepare(PLAN.replace("full-name", "other").replace("full_name", "whole"), "w2");

        assertThat(answer.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(answer.findings())
                .singleElement()
                .satisfies(p -> assertThat(p.because()).contains("run shop/full-name"));
        assertThat(server.ask("select count(*) from godwit.run")).isEqualTo("1");
    }

    @Test
    void reportsATypoInUpInTheServersWordsAndStoresNothing() throws SQLException {
        Answer answer = prepare(PLAN.replace("last_name", "lastname"), "w1");

        assertThat(answer.verdict()).isIn(Verdict.REJECTED, Verdict.REFUSED);
        assertThat(answer.findings().toString()).contains("lastname", "plan.yaml:");
        assertThat(server.ask("select count(*) from godwit.run")).isEqualTo("0");
    }

    @Test
    void reportsAFunctionThatDoesNotExistInTheServersWords() throws SQLException {
        Answer answer = prepare(PLAN.replace("first_name ||", "uper(first_name) ||"), "w1");

        assertThat(answer.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(answer.findings())
                .singleElement()
                .satisfies(
                        p -> {
                            assertThat(p.because()).contains("function uper(text) does not exist");
                            assertThat(p.where()).startsWith("plan.yaml:");
                        });
    }

    @Test
    void refusesNullsWhereNotNullIsWanted() throws SQLException {
        server.run("update users set last_name = null where id = 3");

        assertThat(prepare(PLAN, "w1").findings())
                .singleElement()
                .satisfies(p -> assertThat(p.because()).contains("1 of the 20 rows"));
    }

    @Test
    void tellsAllProblemsAtOnce() throws SQLException {
        server.run(
                """
                update users set last_name = null;
                alter table users drop constraint users_pkey;
                create publication p for table users;
                """);

        // It is the trial's NULLs and the publication.
        assertThat(prepare(PLAN, "w1").findings())
                .extracting(Problem::code)
                .containsExactlyInAnyOrder("GW-256", "GW-262");
    }

    @Test
    void rejectsAPlanThatIsNotTheOneThatWasStarted() throws SQLException {
        Request request =
                new Request("shop/x", "x", "plan.yaml", PLAN, "0".repeat(64), "anna", "w1");

        assertThat(
                        new Preflight(database, server.state())
                                .run(request, Attempt.UNATTENDED)
                                .findings())
                .extracting(Problem::code)
                .containsExactly("GW-268", "GW-269");
    }

    @Test
    void refusesAReadOnlyTargetInsteadOfFailing() throws SQLException {
        String role = server.role("reader", "superuser");
        server.run("alter role %s set default_transaction_read_only = on".formatted(role));
        var source = server.as(role, "unguessable-reader");

        Answer answer =
                new Preflight(server.database(source), new StateSchema(source))
                        .run(request(PLAN, "w1"), Attempt.UNATTENDED);

        assertThat(answer.verdict()).isEqualTo(Verdict.REFUSED);
        assertThat(answer.findings()).extracting(Problem::code).contains("GW-251");
    }

    @Test
    void refusesATargetThatANewerGodwitHasUpgraded() throws SQLException {
        server.state().upgrade();
        server.run(
                """
                insert into godwit.flyway_history (installed_rank, version, description, type, script, installed_by, execution_time, success)
                  values (99, '99', 'later', 'SQL', 'V99__later.sql', 'x', 1, true)
                """);

        assertThat(prepare(PLAN, "w1").findings())
                .extracting(Problem::code)
                .containsExactly("GW-266");
    }

    @Test
    void needsNoMoreThanAccessShareOnTheTable() throws SQLException {
        try (Connection application = server.owner().getConnection();
                Statement statement = application.createStatement()) {
            application.setAutoCommit(false);
            statement.execute("lock table users in exclusive mode");

            assertThat(prepare(PLAN, "w1").verdict()).isEqualTo(Verdict.READY);
        }
    }

    @Test
    void failsForARetryWhenTheTargetIsOutOfReach() throws SQLException {
        String role = server.role("late", "");
        server.run("alter role %s nologin".formatted(role));
        var source = server.as(role, "pa55word");

        assertThatThrownBy(
                        () ->
                                new Preflight(new Database(source, source), new StateSchema(source))
                                        .run(request(PLAN, "w1"), Attempt.UNATTENDED))
                .isInstanceOf(SQLException.class);
    }

    private Answer prepare(String plan, String workflow) throws SQLException {
        return new Preflight(database, server.state())
                .run(request(plan, workflow), Attempt.UNATTENDED);
    }

    private static Request request(String plan, String workflow) {
        String name = plan.lines().findFirst().orElseThrow().replace("migration: ", "");
        return new Request(
                "shop/" + name, name, "plan.yaml", plan, Plan.hash(plan), "anna", workflow);
    }

    private void finish(Answer answer, String outcome) throws SQLException {
        new PhaseMoves(database).finish(answer.run(), "DONE", outcome, "");
    }
}
