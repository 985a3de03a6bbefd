package dev.godwit.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.migration.host.Outside;
import dev.godwit.migration.host.TargetAccess;
import dev.godwit.plan.Plan;
import dev.godwit.postgres.preflight.TargetServer;
import dev.godwit.postgres.script.source.ScriptFolders;
import dev.godwit.workflow.Contract;
import dev.godwit.workflow.Outcome;
import dev.godwit.workflow.Phase;
import dev.godwit.workflow.activity.FinishInput;
import dev.godwit.workflow.activity.MigrationActivities;
import dev.godwit.workflow.activity.PhaseInput;
import dev.godwit.workflow.activity.PrepareInput;
import dev.godwit.workflow.activity.Prepared;
import dev.godwit.workflow.activity.StepInfo;
import dev.godwit.workflow.activity.StepInput;
import dev.godwit.workflow.activity.undo.UndoInput;
import dev.godwit.workflow.activity.undo.UndoPlan;
import dev.godwit.workflow.operator.OperatorActivities;
import dev.godwit.workflow.operator.UninstallInput;
import dev.godwit.workflow.operator.Uninstalled;
import io.temporal.testing.TestActivityEnvironment;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UninstallTest {

    private static final String PLAN =
            """
            migration: users-full-name
            operations:
              - add_column:
                  table: users
                  column: { name: full_name, type: text, nullable: false }
                  up: first_name || ' ' || last_name
            """;

    /** Everything that anybody has made in the database. */
    private static final String CATALOG =
            """
            select string_agg(line, E'\\n' order by line) from (
              select 'schema ' || nspname as line, oid from pg_namespace
              union all select 'relation ' || c.oid::regclass::text || c.relkind::text, relnamespace from pg_class c
              union all select 'column ' || attrelid::regclass::text || ' ' || attname || atttypid::regtype::text || attnotnull, c.relnamespace
                          from pg_attribute join pg_class c on c.oid = attrelid where attnum > 0 and not attisdropped
              union all select 'type ' || typname, typnamespace from pg_type
              union all select 'function ' || proname || prosrc, pronamespace from pg_proc
              union all select 'constraint ' || conname || pg_get_constraintdef(k.oid), connamespace from pg_constraint k
              union all select 'trigger ' || pg_get_triggerdef(g.oid), c.relnamespace from pg_trigger g join pg_class c on c.oid = tgrelid where not tgisinternal
            ) as made (line, namespace)
            where namespace::regnamespace::text not in ('pg_catalog', 'information_schema', 'pg_toast') and line not like 'schema pg\\_%'
            """;

    private final TestActivityEnvironment environment = TestActivityEnvironment.newInstance();
    private TargetServer server;
    private MigrationActivities activities;
    private OperatorActivities operator;
    private String before;

    @BeforeEach
    void startUp() throws SQLException {
        server = new TargetServer();
        server.run(
                """
                create table users (id bigint primary key, first_name text not null, last_name text not null);
                insert into users select i, 'first' || i, 'last' || i from generate_series(1, 100) i;
                """);
        before = server.ask(CATALOG);
        TargetAccess access = new TargetAccess(server.database(), server.state());
        environment.registerActivitiesImplementations(
                new PostgresMigrations(target -> access),
                new PostgresOperator(target -> access, Outside.NOTHING, ScriptFolders.NONE, "1"));
        activities = environment.newActivityStub(MigrationActivities.class);
        operator = environment.newActivityStub(OperatorActivities.class);
    }

    @AfterEach
    void close() {
        environment.close();
        server.close();
    }

    @Test
    void waitsForOpenRunsAndLeavesNothingBehind() throws SQLException {
        apply();
        Uninstalled refused = uninstall(false);
        assertThat(refused.removed()).isFalse();
        assertThat(refused.problems())
                .singleElement()
                .satisfies(
                        problem -> {
                            assertThat(problem.what())
                                    .isEqualTo("run shop/users-full-name is open");
                            assertThat(problem.because())
                                    .startsWith("anna began it at 2")
                                    .endsWith("it is in phase apply");
                            assertThat(problem.next())
                                    .startsWith("godwit rollback shop/users-full-name");
                        });
        rollBack();

        Uninstalled dry = uninstall(true);
        assertThat(dry.removed()).isTrue();
        assertThat(dry.objects()).containsExactly("schema godwit with the record of 1 run");
        assertThat(server.ask("select count(*) from godwit.run")).isEqualTo("1");

        assertThat(uninstall(false)).isEqualTo(dry);
        assertThat(server.ask(CATALOG)).isEqualTo(before);
        assertThat(uninstall(false).removed()).isTrue();
        assertThat(uninstall(false).objects()).isEmpty();
    }

    @Test
    void removesWhatAnIncompleteRollbackLeftAndSaysWhatIsLostWithIt() throws SQLException {
        leaveBehind();

        Uninstalled gone = uninstall(false);

        assertThat(gone.problems()).isEmpty();
        assertThat(gone.objects())
                .anyMatch(line -> line.startsWith("trigger zzz_godwit_"))
                .anyMatch(line -> line.startsWith("constraint _godwit_"))
                .anyMatch(line -> line.equals("index _godwit_0123abcd_idx"))
                .anyMatch(line -> line.startsWith("function godwit._godwit_"))
                .contains("table godwit._godwit_0123abcd_saved")
                .last()
                .isEqualTo("lost: what was saved for a rollback of shop/users-full-name");
        assertThat(gone.removed()).isTrue();
        server.run("alter table users drop column full_name");
        assertThat(server.ask(CATALOG)).isEqualTo(before);
    }

    @Test
    void namesATableThatAPlanHasDroppedAndRemovesItWithItsSchema() throws SQLException {
        leaveBehind();
        server.run(
                "create schema _godwit_0123abcd_kept",
                "create table _godwit_0123abcd_kept.orders (id bigserial primary key)",
                "create view report as select * from _godwit_0123abcd_kept.orders");

        assertThat(uninstall(true).objects())
                .contains(
                        "table _godwit_0123abcd_kept.orders, which a plan has dropped, with its rows",
                        "schema _godwit_0123abcd_kept");
        assertThat(uninstall(false).problems())
                .anySatisfy(
                        problem -> assertThat(problem.because()).contains("view public.report"));
        server.run("drop view report");
        assertThat(uninstall(false).removed()).isTrue();
        server.run("alter table users drop column full_name");
        assertThat(server.ask(CATALOG)).isEqualTo(before);
    }

    @Test
    void removesWhatIsLeftWhenTheRecordIsGone() throws SQLException {
        leaveBehind();
        server.run("drop schema godwit cascade"); // takes the trigger as well

        assertThat(uninstall(false).objects()).hasSize(2);
        server.run("alter table users drop column full_name");
        assertThat(server.ask(CATALOG)).isEqualTo(before);
    }

    @Test
    void leavesWhatSomebodyElseBuiltOnTheRecord() throws SQLException {
        apply();
        rollBack();
        server.run("create view report as select * from godwit.ledger");

        Uninstalled refused = uninstall(false);

        assertThat(refused.removed()).isFalse();
        assertThat(refused.problems())
                .singleElement()
                .satisfies(
                        problem ->
                                assertThat(problem.because())
                                        .isEqualTo(
                                                "view public.report depends on table godwit.ledger"));
        server.run("drop view report", "create table godwit.mine (a int)");
        assertThat(uninstall(false).problems())
                .singleElement()
                .satisfies(
                        problem ->
                                assertThat(problem.because())
                                        .isEqualTo("table godwit.mine depends on schema godwit"));
        server.run("drop table godwit.mine");
        assertThat(uninstall(false).removed()).isTrue();
    }

    @Test
    void waitsForAReaderOfTheRecord() throws Exception {
        apply();
        rollBack();
        try (Connection reader = server.owner().getConnection();
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("select count(*) from godwit.ledger");
            CompletableFuture<Void> later =
                    CompletableFuture.runAsync(
                            () -> commit(reader),
                            CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS));
            assertThat(uninstall(false).removed()).isTrue();
            later.get();
        }
    }

    private static void commit(Connection connection) {
        try {
            connection.commit();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private Uninstalled uninstall(boolean dryRun) {
        return operator.uninstall(
                new UninstallInput(Contract.VERSION, "shop", "shop", "anna", dryRun));
    }

    private void leaveBehind() throws SQLException {
        apply();
        server.run(
                "update godwit.run set ended_at = now(), outcome = 'ROLLBACK_INCOMPLETE', phase = 'ROLLING_BACK'",
                "delete from godwit.table_lock",
                "create table godwit._godwit_0123abcd_saved (id bigint primary key)",
                "create index _godwit_0123abcd_idx on users (first_name)");
    }

    private void apply() {
        Prepared prepared =
                activities.prepare(
                        new PrepareInput(
                                Contract.VERSION,
                                "shop",
                                "users-full-name",
                                "plan.yaml",
                                PLAN,
                                Plan.hash(PLAN),
                                "anna",
                                "w1"));
        activities.enterPhase(new PhaseInput(prepared.run(), Phase.APPLY, "anna"));
        for (StepInfo step : prepared.steps()) {
            if (step.phase() == Phase.APPLY) {
                activities.runStep(new StepInput(prepared.run(), step.number()));
            }
        }
    }

    private void rollBack() {
        UndoPlan plan =
                activities.planUndo(new UndoInput("shop", "users-full-name", "anna", "test"));
        for (StepInfo step : plan.steps()) {
            activities.undoStep(new StepInput(plan.run(), step.number()));
        }
        activities.finish(new FinishInput(plan.run(), Outcome.ROLLED_BACK, Phase.ROLLED_BACK, ""));
    }
}
