package dev.godwit.postgres.phase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.LockMode;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Step;
import dev.godwit.plan.step.Work;
import dev.godwit.postgres.catalog.CatalogReader;
import dev.godwit.postgres.catalog.Definition;
import dev.godwit.postgres.ddl.StepRunner;
import dev.godwit.postgres.preflight.TargetServer;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.EngineFailure;
import dev.godwit.postgres.session.EngineFailure.Kind;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.state.RunOptions;
import dev.godwit.postgres.state.RunOptions.StoredGate;
import dev.godwit.postgres.state.Runs;
import dev.godwit.postgres.state.StepJson;
import dev.godwit.postgres.state.Steps;
import dev.godwit.postgres.state.TableLocks;
import dev.godwit.workflow.Phase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhasesTest {

    private static final QualifiedName USERS = new QualifiedName("public", "users");

    private final AtomicReference<Gates.Said> said =
            new AtomicReference<>(new Gates.Said(false, "not asked"));
    private TargetServer server;
    private Database database;
    private long run;

    @BeforeEach
    void storeRun() throws SQLException {
        server = new TargetServer();
        database = server.database();
        server.state().upgrade();
        server.run("create table users (id int primary key, email text)");
        run = insert(Map.of());
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void entersAPhaseOnce() throws SQLException {
        enter(Phase.SNAPSHOT);
        enter(Phase.SNAPSHOT);

        assertThat(server.ask("select phase from godwit.run")).isEqualTo("SNAPSHOT");
        assertThat(server.ask("select count(*) from godwit.ledger where event = 'phase.entered'"))
                .isEqualTo("1");
    }

    @Test
    void refusesToGoBackOrToGoOnAfterTheEnd() throws SQLException {
        enter(Phase.CONSTRAIN);

        assertThatThrownBy(() -> enter(Phase.APPLY))
                .asInstanceOf(type(EngineFailure.class))
                .satisfies(
                        failure -> {
                            assertThat(failure.kind()).isEqualTo(Kind.BUG);
                            assertThat(failure.problem().what()).contains("constrain", "apply");
                        });
    }

    @Test
    void goesBackToBackfillAfterARedVerify() throws SQLException {
        enter(Phase.VERIFY);
        enter(Phase.BACKFILL);
        enter(Phase.VERIFY);

        assertThat(server.ask("select phase from godwit.run")).isEqualTo("VERIFY");
    }

    @Test
    void stopsWhenSomebodyElseHasAlteredATableUntilAPersonResumes() throws SQLException {
        enter(Phase.APPLY);
        server.run("alter table users alter email type varchar(10)");

        for (int attempt = 0; attempt < 2; attempt++) { // a repetition must not pass
            assertThatThrownBy(() -> enter(Phase.BACKFILL))
                    .asInstanceOf(type(EngineFailure.class))
                    .satisfies(
                            failure -> {
                                assertThat(failure.kind()).isEqualTo(Kind.CHANGED);
                                assertThat(failure.problem().because())
                                        .contains("column email of users was altered");
                            });
        }
        new PhaseMoves(database).note(run, "r1", "anna", "APPLY", "run.resumed", "");
        enter(Phase.BACKFILL);

        assertThat(server.ask("select phase from godwit.run")).isEqualTo("BACKFILL");
        enter(Phase.VERIFY); // accepted once means kept
    }

    @Test
    void rollsBackWhateverSomebodyElseHasAltered() throws SQLException {
        enter(Phase.APPLY);
        server.run("drop table users");

        enter(Phase.ROLLING_BACK);

        assertThat(server.ask("select phase from godwit.run")).isEqualTo("ROLLING_BACK");
    }

    @Test
    void stopsAStepWhenSomebodyElseHasAlteredATableSinceTheLastOne() throws SQLException {
        enter(Phase.APPLY);
        StepRunner runner = new StepRunner(database);
        runner.run(run, 1, Duration.ofSeconds(5), Attempt.UNATTENDED);
        runner.run(run, 1, Duration.ofSeconds(5), Attempt.UNATTENDED); // done is done
        server.run("create index theirs on users (email)");

        assertThatThrownBy(() -> runner.run(run, 2, Duration.ofSeconds(5), Attempt.UNATTENDED))
                .asInstanceOf(type(EngineFailure.class))
                .satisfies(
                        failure ->
                                assertThat(failure.problem().because())
                                        .isEqualTo("index theirs of users was added"));
        assertThat(
                        server.ask(
                                "select string_agg(attname, ',' order by attnum) from pg_attribute where attrelid = 'users'::regclass and attnum > 0"))
                .isEqualTo("id,email,c1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1",
                "select true where false",
                "select true, 1",
                "nonsense",
                "select true from generate_series(1, 2)",
                "select 'SECRET'::int = 1",
                "create table x (a int)",
                "update users set id = 1"
            })
    void aGateThatDoesNotAnswerWithOneBooleanStopsTheRun(String sql) throws SQLException {
        gate(sql);

        assertThatThrownBy(() -> ask(Phase.CONTRACT))
                .asInstanceOf(type(EngineFailure.class))
                .satisfies(
                        failure -> {
                            assertThat(failure.kind()).isEqualTo(Kind.PERMANENT);
                            assertThat(failure.problem().toString()).doesNotContain("SECRET");
                        });
    }

    @Test
    void aGateIsOpenWhenItsQuerySaysTrue() throws SQLException {
        gate("select count(*) > 0 from users");
        assertThat(ask(Phase.CONTRACT)).isFalse();
        assertThat(ask(Phase.CONSTRAIN)).isTrue(); // none stands there

        server.run("insert into users values (1)");
        assertThat(ask(Phase.CONTRACT)).isTrue();
    }

    @Test
    void aCheckIsAskedAndTheLedgerKeepsEachChangeOfItsAnswer() throws SQLException {
        gate(
                "ROLLBACK",
                new StoredGate("CHECK", null, Duration.ZERO, Duration.ofHours(1), "code-is-back"));
        said.set(new Gates.Said(false, "it answered 503"));
        assertThat(ask(Phase.ROLLING_BACK)).isFalse();
        assertThat(ask(Phase.ROLLING_BACK)).isFalse();
        said.set(new Gates.Said(true, ""));
        assertThat(ask(Phase.ROLLING_BACK)).isTrue();
        said.set(new Gates.Said(false, "it answered 503"));
        assertThat(ask(Phase.ROLLING_BACK)).isFalse();

        String closed = "the check code-is-back before rolling-back: closed, it answered 503";
        assertThat(
                        server.ask(
                                "select string_agg(note, E'\\n' order by id) from godwit.ledger where event = 'gate.asked'"))
                .isEqualTo(closed + "\n" + closed.replaceFirst("closed.*", "open") + "\n" + closed);
    }

    @Test
    void finishesOnceAndReleasesTheTables() throws SQLException {
        PhaseMoves finish = new PhaseMoves(database);
        finish.finish(run, "DONE", "DONE", "");
        String ended = server.ask("select ended_at from godwit.run");
        finish.finish(run, "ROLLED_BACK", "FAILED", "late");

        assertThat(server.ask("select outcome || ' ' || phase from godwit.run"))
                .isEqualTo("DONE DONE");
        assertThat(server.ask("select ended_at from godwit.run")).isEqualTo(ended);
        assertThat(server.ask("select count(*) from godwit.table_lock")).isEqualTo("0");
        assertThat(server.ask("select count(*) from godwit.ledger where event = 'run.ended'"))
                .isEqualTo("1");
    }

    private void gate(String sql) throws SQLException {
        gate("CONTRACT", new StoredGate("SQL", sql, Duration.ZERO));
    }

    private void gate(String before, StoredGate gate) throws SQLException {
        new PhaseMoves(database).finish(run, "ROLLED_BACK", "ROLLED_BACK", "");
        run = insert(Map.of(before, gate));
    }

    private boolean ask(Phase before) throws SQLException {
        return new Gates(database, check -> said.get()).ask(run, before, Attempt.UNATTENDED).open();
    }

    private void enter(Phase phase) throws SQLException {
        new PhaseMoves(database).enter(run, phase, "anna");
    }

    private long insert(Map<String, StoredGate> gates) throws SQLException {
        RunOptions options =
                new RunOptions(
                        gates,
                        Duration.ZERO,
                        "",
                        Duration.ofMinutes(30),
                        false,
                        List.of(Long.valueOf(server.ask("select 'users'::regclass::oid"))),
                        List.of());
        return database.inTransaction(
                Scope.state("test"),
                connection -> {
                    long id =
                            Runs.insert(
                                            connection,
                                            "shop/a",
                                            "a",
                                            "a.yaml",
                                            "",
                                            "",
                                            "anna",
                                            "w" + System.nanoTime(),
                                            StepJson.write(options))
                                    .id();
                    Steps.insert(connection, id, List.of(step(1), step(2)));
                    TableLocks.take(
                            connection,
                            id,
                            CatalogReader.read(connection, List.of(USERS), List.of()).tables());
                    Definition.keep(connection, id);
                    return id;
                });
    }

    private static Step step(int number) {
        Work work =
                new Work.Ddl(
                        List.of(USERS),
                        LockMode.ACCESS_EXCLUSIVE,
                        List.of("alter table public.users add column c%d text".formatted(number)),
                        false);
        return new Step(number, Stage.APPLY, "add_column", "", work, List.of(), List.of());
    }
}
