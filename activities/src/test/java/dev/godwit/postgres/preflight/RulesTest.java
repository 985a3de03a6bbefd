package dev.godwit.postgres.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.plan.operation.Wanted;
import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.schema.LiveSchema;
import dev.godwit.plan.spec.throttle.ThrottleSpec;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.RowWork;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Step;
import dev.godwit.plan.step.Work;
import dev.godwit.postgres.catalog.CatalogReader;
import dev.godwit.postgres.catalog.object.ObjectReader;
import dev.godwit.postgres.preflight.rule.BodyTrial;
import dev.godwit.postgres.preflight.rule.DdlTrial;
import dev.godwit.postgres.preflight.rule.NamesTaken;
import dev.godwit.postgres.preflight.rule.OtherRun;
import dev.godwit.postgres.preflight.rule.Publications;
import dev.godwit.postgres.preflight.rule.RowSecurity;
import dev.godwit.postgres.preflight.rule.Rule;
import dev.godwit.postgres.preflight.rule.ServerVersion;
import dev.godwit.postgres.preflight.rule.StatePrivileges;
import dev.godwit.postgres.preflight.rule.TableOwner;
import dev.godwit.postgres.preflight.rule.WritableServer;
import dev.godwit.postgres.preflight.trial.ThrottleTrial;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.state.Runs;
import dev.godwit.postgres.state.TableLocks;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every rule lets a plain table of the owner pass, and refuses what it is there for. */
class RulesTest {

    private static final QualifiedName USERS = new QualifiedName("public", "users");

    private static final List<Rule> ALL =
            List.of(
                    new ServerVersion(),
                    new WritableServer(),
                    new StatePrivileges(),
                    new TableOwner(),
                    new DdlTrial(),
                    new RowSecurity(),
                    new Publications(),
                    new NamesTaken(),
                    new OtherRun());

    private TargetServer server;
    private Database database;

    @BeforeEach
    void createTable() throws SQLException {
        server = new TargetServer();
        database = server.database();
        server.run("create table users (id int primary key, email text)");
        server.state().upgrade();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void letsAPlainTableOfTheOwnerPass() throws SQLException {
        for (Rule rule : ALL) {
            assertThat(check(rule, database)).as(rule.getClass().getSimpleName()).isEmpty();
        }
        assertThat(server.ask("select count(*) from pg_class where relname like '%godwit_trial%'"))
                .isEqualTo("0");
    }

    @Test
    void refusesAReadOnlyServer() throws SQLException {
        String role = server.role("reader", "superuser");
        server.run("alter role " + role + " set default_transaction_read_only = on");

        assertThat(check(new WritableServer(), as(role, "reader")))
                .singleElement()
                .satisfies(p -> assertThat(p.because()).contains("read-only"));
    }

    @Test
    void refusesLimitsThatTheRoleCannotSee() throws SQLException {
        String role = server.role("blind", "");
        ThrottleTrial trial = new ThrottleTrial(as(role, "blind"));
        ThrottleSpec limited =
                new ThrottleSpec(
                        null, null, Duration.ofSeconds(5), 50, null, null, null, null, null, null);
        assertThat(trial.run("p.yaml", limited))
                .singleElement()
                .satisfies(p -> assertThat(p.code()).isEqualTo("GW-286"))
                .satisfies(p -> assertThat(p.what()).endsWith("replica_lag, active_sessions"));
        assertThat(trial.run("p.yaml", ThrottleSpec.DEFAULT)).isEmpty();
        server.run("grant pg_monitor to " + role);
        assertThat(trial.run("p.yaml", limited)).isEmpty();
    }

    @Test
    void refusesARoleThatMayNotUseTheStateSchema() throws SQLException {
        String role = server.role("guest", "");

        assertThat(check(new StatePrivileges(), as(role, "guest")))
                .singleElement()
                .satisfies(p -> assertThat(p.next()).startsWith("grant usage, create on schema"));

        server.run("drop schema godwit cascade");
        assertThat(check(new StatePrivileges(), as(role, "guest")))
                .singleElement()
                .satisfies(p -> assertThat(p.because()).contains("lacks CREATE on database"));
    }

    @Test
    void refusesATableOfSomebodyElseButNotOfAGroupTheRoleIsIn() throws SQLException {
        String group = server.role("group", "");
        String role = server.role("member", "");
        server.run("alter table users owner to " + group);
        server.run("grant create on schema public to " + role);
        Database member = as(role, "member");
        assertThat(check(new TableOwner(), member))
                .singleElement()
                .satisfies(p -> assertThat(p.what()).contains("does not own public.users"));

        server.run("grant %s to %s".formatted(group, role));
        assertThat(check(new TableOwner(), member)).isEmpty();

        server.run("revoke create on schema public from " + role);
        assertThat(check(new TableOwner(), member))
                .singleElement()
                .satisfies(p -> assertThat(p.what()).contains("may not create in schema public"));
    }

    @Test
    void refusesForcedRowSecurityWithoutBypass() throws SQLException {
        String role = server.role("ruled", "");
        server.run(
                "alter table users owner to %s; alter table users enable row level security; alter table users force row level security"
                        .formatted(role));
        Database ruled = as(role, "ruled");
        assertThat(check(new RowSecurity(), ruled)).hasSize(1);

        server.run("alter role %s bypassrls".formatted(role));
        assertThat(check(new RowSecurity(), ruled)).isEmpty();
    }

    @Test
    void refusesAnEventTriggerThatForbidsDdlAndNamesIt() throws SQLException {
        server.run(
                """
                create function no_ddl() returns event_trigger language plpgsql as
                  $$ begin if tg_tag = 'ALTER TABLE' then raise 'ask Anna, 555-0199'; end if; end $$;
                create event trigger no_changes on ddl_command_start execute function no_ddl();
                """);

        assertThat(check(new DdlTrial(), database))
                .singleElement()
                .satisfies(
                        p -> {
                            assertThat(p.what()).contains("alter table");
                            assertThat(p.next()).contains("no_changes");
                            assertThat(p.toString()).doesNotContain("555");
                        });
    }

    @Test
    void refusesAPublishedTableWithoutReplicaIdentityOnlyWhenItIsFilled() throws SQLException {
        server.run(
                "alter table users drop constraint users_pkey; create publication p for table users");

        assertThat(check(new Publications(), database, fill())).hasSize(1);
        assertThat(check(new Publications(), database)).isEmpty();

        server.run("alter table users replica identity full");
        assertThat(check(new Publications(), database, fill())).isEmpty();
    }

    @Test
    void refusesNamesThatAreTaken() throws SQLException {
        server.run(
                """
                create function godwit._godwit_1_sync() returns trigger language plpgsql as 'begin return new; end';
                create table godwit._godwit_1_saved (id int);
                create index _godwit_1_index on users (email);
                """);
        Work.Prove prove =
                new Work.Prove(
                        USERS,
                        "false",
                        List.of(),
                        new Work.SyncTrigger("zzz_godwit_1", "_godwit_1_sync", ""));
        Work.BuildIndex index =
                new Work.BuildIndex(USERS, "_godwit_1_index", "i", "", false, List.of(), null);

        assertThat(check(new NamesTaken(), database, fill(), step(2, prove), step(3, index)))
                .extracting(Problem::what)
                .containsExactlyInAnyOrder(
                        "function godwit._godwit_1_sync exists already",
                        "relation godwit._godwit_1_saved exists already",
                        "relation public._godwit_1_index exists already");
    }

    @Test
    void refusesAnUpdateByRangesThatTheServerCannotPlan() throws SQLException {
        assertThat(check(new BodyTrial(), database, body("email = upper(email)"))).isEmpty();
        assertThat(check(new BodyTrial(), database, body("emial = 1"), body("email = f(1)")))
                .extracting(Problem::because)
                .containsExactly(
                        "column \"emial\" of relation \"users\" does not exist (42703)",
                        "function f(integer) does not exist (42883)");
    }

    private static Step body(String set) {
        return step(
                1,
                new RowWork.RunBody(
                        USERS,
                        new Work.KeyColumn("id", "integer"),
                        "update users set %s where id between :start and :end".formatted(set),
                        1,
                        null));
    }

    @Test
    void namesTheRunThatHoldsTheTable() throws SQLException {
        database.transaction(
                Scope.state("test"),
                connection -> {
                    long run =
                            Runs.insert(connection, "shop/a", "a", "a", "", "", "me", "w", "{}")
                                    .id();
                    TableLocks.take(connection, run, schema(database).tables());
                });

        assertThat(check(new OtherRun(), database))
                .singleElement()
                .satisfies(p -> assertThat(p.because()).contains("run shop/a"));
    }

    private Database as(String role, String word) {
        return server.database(server.as(role, "unguessable-" + word));
    }

    @Test
    void refusesAPartitionOfSomebodyElseThatIsToGetAnIndex() throws SQLException {
        String role = server.role("keeper", "");
        server.run(
                "drop table users; create table users (id int) partition by range (id);"
                        + " create table users_1 partition of users for values from (0) to (9);"
                        + " alter table users owner to %1$s; grant create on schema public to %1$s"
                                .formatted(role));
        Database keeper = as(role, "keeper");
        assertThat(check(new TableOwner(), keeper)).isEmpty();

        Rule.Subject subject =
                new Rule.Subject(
                        "plan.yaml",
                        schema(keeper)
                                .with(
                                        keeper.inTransaction(
                                                Scope.state("test"),
                                                connection ->
                                                        ObjectReader.read(
                                                                connection, Wanted.tree(USERS)))),
                        List.of());
        List<Problem> problems =
                keeper.tryOut(
                        Scope.state("test"),
                        connection -> new TableOwner().check(connection, subject));
        assertThat(problems)
                .singleElement()
                .satisfies(p -> assertThat(p.what()).contains("does not own public.users_1"));
    }

    private List<Problem> check(Rule rule, Database as, Step... steps) throws SQLException {
        Rule.Subject subject = new Rule.Subject("plan.yaml", schema(as), List.of(steps));
        return as.tryOut(Scope.state("test"), connection -> rule.check(connection, subject));
    }

    private static LiveSchema schema(Database database) throws SQLException {
        return database.inTransaction(
                Scope.state("test"),
                connection -> CatalogReader.read(connection, List.of(USERS), List.of()));
    }

    private static Step fill() {
        return step(
                1,
                new Work.Fill(
                        USERS,
                        "email",
                        "text",
                        "'x'",
                        "email is null",
                        Work.Strategy.BLOCKS,
                        List.of(),
                        1,
                        null,
                        "_godwit_1_saved"));
    }

    private static Step step(int number, Work work) {
        return new Step(number, Stage.BACKFILL, "add_column", "", work, List.of(), List.of());
    }
}
