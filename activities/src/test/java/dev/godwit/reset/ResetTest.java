package dev.godwit.reset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.migration.host.TargetAccess;
import dev.godwit.postgres.preflight.TargetServer;
import dev.godwit.postgres.scratch.Scratches;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.state.StateSchema;
import dev.godwit.workflow.Contract;
import dev.godwit.workflow.message.Finding;
import dev.godwit.workflow.reset.ResetActivities;
import dev.godwit.workflow.reset.ResetInput;
import dev.godwit.workflow.reset.ResetReport;
import io.temporal.testing.TestActivityEnvironment;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As a role that owns the database and is no superuser. */
class ResetTest {

    /** Everything that anybody has made in the database, with public's owner and privileges. */
    private static final String MADE =
            """
            select string_agg(line, E'\\n' order by line) from (
              select 'schema ' || nspname || nspowner::regrole || coalesce(nspacl::text, '') || coalesce(obj_description(oid), ''), oid from pg_namespace
              union all select 'relation ' || c.oid::regclass::text || c.relkind::text, relnamespace from pg_class c
              union all select 'type ' || typname, typnamespace from pg_type
              union all select 'function ' || oid::regprocedure, pronamespace from pg_proc
              union all select 'operator ' || oid::regoperator, oprnamespace from pg_operator
              union all select 'family ' || opfname, opfnamespace from pg_opfamily
              union all select 'collation ' || collname, collnamespace from pg_collation
              union all select 'statistics ' || stxname, stxnamespace from pg_statistic_ext
              union all select 'search ' || cfgname, cfgnamespace from pg_ts_config
              union all select 'extension ' || extname, extnamespace from pg_extension
              union all select 'default ' || defaclacl::text, defaclnamespace from pg_default_acl
            ) as made (line, namespace)
            where namespace::regnamespace::text not in ('pg_catalog', 'information_schema', 'pg_toast') and line not like 'schema pg\\_%'
            """;

    private static final String[] PROJECT = {
        "create schema \"Shop\"",
        "create type \"Shop\".\"State\" as enum ('new', 'paid')",
        "create table \"Shop\".\"Users\" (id bigserial primary key, state \"Shop\".\"State\", h hstore)",
        "insert into \"Shop\".\"Users\" (state) select 'new' from generate_series(1, 100)",
        "create table orders (id int generated always as identity primary key,"
                + " \"user\" bigint references \"Shop\".\"Users\", day date) partition by range (id)",
        "create table orders_1 partition of orders for values from (1) to (100)",
        "create view \"Names\" as select id from \"Shop\".\"Users\"",
        "create materialized view counts as select count(*) from orders",
        "create function \"Twice\"(a int, b \"Shop\".\"State\" default 'new') returns int language sql as 'select 2 * a'",
        "create procedure nothing() language sql as 'select 1'",
        "create aggregate total(int) (sfunc = int4pl, stype = int)",
        "create operator === (leftarg = int, rightarg = int, function = int4eq)",
        "create domain age as int check (value > 0)",
        "create type pair as (a int, b age)",
        "create type span as range (subtype = int)",
        "create sequence lone",
        "create collation german (locale = 'C')",
        "create text search configuration words (copy = pg_catalog.simple)",
        "create statistics days on id, day from orders_1",
        "create table \"Shop\".child (x int) inherits (orders_1_base)",
        "create schema tools",
    };

    private final TestActivityEnvironment environment = TestActivityEnvironment.newInstance();
    private TargetServer server;
    private Database database;
    private String role;
    private String before;
    private TargetAccess access;

    @BeforeEach
    void startUp() throws SQLException {
        server = new TargetServer();
        role = server.role("dev", "");
        String name = server.ask("select current_database()");
        server.run(
                "alter database %s owner to %s".formatted(name, role),
                "create extension hstore",
                "grant usage on schema public to pg_monitor",
                "alter default privileges for role %s in schema public grant select on tables to pg_monitor"
                        .formatted(role),
                "comment on schema public is 'as it was'");
        database = server.database(server.as(role, "unguessable-dev"));
        access = new TargetAccess(database, server.state());
        before = server.ask(MADE);
        environment.registerActivitiesImplementations(new PostgresReset(target -> access));
        new StateSchema(server.as(role, "unguessable-dev")).upgrade();
    }

    @AfterEach
    void close() {
        environment.close();
        server.close();
    }

    @Test
    void dropsEverythingOfTheRoleAndNothingElse() throws SQLException {
        as("create table orders_1_base (x int)");
        as(PROJECT);

        ResetReport look = reset(true);
        assertThat(look.problems()).isEmpty();
        assertThat(look.objects())
                .containsExactly(
                        "schema Shop: 2 tables, about 100 rows",
                        "schema godwit with the record of 0 runs, and what is kept for rollbacks",
                        "what is in schema public: 3 tables, about 0 rows",
                        "schema tools: 0 tables, about 0 rows");
        assertThat(look.left()).containsExactly("extension hstore");
        assertThat(server.ask("select count(*) from \"Shop\".\"Users\"")).isEqualTo("100");

        ResetReport done = reset(false);
        assertThat(done.problems()).isEmpty();
        assertThat(done.emptied()).isTrue();
        assertThat(done.objects()).isEqualTo(look.objects());
        assertThat(server.ask(MADE)).isEqualTo(before);

        ResetReport again = reset(false);
        assertThat(again.emptied()).isTrue();
        assertThat(again.objects()).isEmpty();
        as("create table orders_1_base (x int)");
        as(PROJECT);
    }

    @ParameterizedTest
    @CsvSource({"staging,false", "'',false", "Development,false", "development,true"})
    void isRefusedUnlessTheWorkerKnowsItAsDevelopment(String word, boolean guarded)
            throws SQLException {
        as("create table users (id int)");
        String there = server.ask(MADE);
        for (boolean dryRun : List.of(true, false)) {
            ResetReport refused = reset(word, guarded, dryRun);
            assertThat(refused.emptied()).isFalse();
            assertThat(refused.objects()).isEmpty();
            assertThat(refused.problems()).extracting(Finding::code).containsExactly("GW-773");
        }
        assertThat(server.ask(MADE)).isEqualTo(there);
    }

    @Test
    void isRefusedWhileARunIsOpen() throws SQLException {
        as(
                "create table users (id int)",
                "insert into godwit.run (name, plan, source, body, hash, actor, workflow, phase, outcome, options)"
                        + " values ('shop/x', 'x', 'x', '', '', 'anna', 'w', 'APPLY', 'RUNNING', '{}')");
        ResetReport refused = reset(false);
        assertThat(refused.problems())
                .singleElement()
                .satisfies(
                        problem -> {
                            assertThat(problem.code()).isEqualTo("GW-330");
                            assertThat(problem.what()).isEqualTo("run shop/x is open");
                        });
        assertThat(server.ask("select to_regclass('users') is not null")).isEqualTo("t");
        as("update godwit.run set ended_at = now()");
        assertThat(reset(false).emptied()).isTrue();
    }

    @Test
    void isRefusedForWhatOthersOwnAndNamesIt() throws SQLException {
        as("create schema app", "create table app.users (id int primary key)");
        server.run("create schema audit", "create table audit.log (of int references app.users)");
        ResetReport look = reset(true);
        assertThat(look.left()).contains("schema audit of postgres");
        assertThat(look.problems()).isEmpty();

        ResetReport refused = reset(false);
        assertThat(refused.problems())
                .singleElement()
                .satisfies(
                        problem -> {
                            assertThat(problem.code()).isEqualTo("GW-774");
                            assertThat(problem.because()).contains("log_of_fkey on audit.log");
                        });
        assertThat(server.ask("select to_regclass('app.users') is not null")).isEqualTo("t");

        server.run(
                "alter table audit.log drop constraint log_of_fkey",
                "grant usage, create on schema audit to " + role);
        as("create table audit.mine (id int)");
        assertThat(reset(true).problems())
                .singleElement()
                .satisfies(
                        problem ->
                                assertThat(problem.because())
                                        .isEqualTo("table audit.log of postgres"));
        as("drop table audit.mine");
        assertThat(reset(false).problems()).isEmpty();
        assertThat(server.ask("select to_regclass('audit.log') is not null")).isEqualTo("t");
        assertThat(server.ask("select to_regnamespace('app') is null")).isEqualTo("t");
    }

    @Test
    void eventTriggersAndPublicationsAreNamedAndStay() throws SQLException {
        as("create table users (id int primary key)");
        server.run(
                "create function public.log_ddl() returns event_trigger language plpgsql as 'begin end'",
                "create event trigger log_ddl on sql_drop execute function public.log_ddl()",
                "create publication news for table users");
        ResetReport refused = reset(false);
        assertThat(refused.problems())
                .anySatisfy(problem -> assertThat(problem.because()).isEqualTo("log_ddl"));
        assertThat(refused.problems()).extracting(Finding::code).containsOnly("GW-774");
        server.run("create schema dba", "alter function public.log_ddl() set schema dba");
        ResetReport done = reset(false);
        assertThat(done.problems()).isEmpty();
        assertThat(done.left())
                .contains("event trigger log_ddl", "publication news", "schema dba of postgres");
        assertThat(server.ask("select count(*) from pg_event_trigger, pg_publication"))
                .isEqualTo("1");
    }

    @Test
    void namesWhoKeepsItFromDropping() throws SQLException {
        as("create table users (id int)");
        try (Connection reader = server.owner().getConnection();
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("set application_name = 'a report'");
            statement.execute("select count(*) from users");
            assertThat(reset(false).problems())
                    .singleElement()
                    .satisfies(
                            problem -> {
                                assertThat(problem.code()).isEqualTo("GW-332");
                                assertThat(problem.because()).contains("a report");
                            });
        }
        assertThat(server.ask("select to_regclass('godwit.run') is not null")).isEqualTo("t");
        assertThat(reset(false).emptied()).isTrue();
    }

    private void as(String... statements) throws SQLException {
        try (Connection connection = server.as(role, "unguessable-dev").getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private ResetReport reset(boolean dryRun) {
        return reset("development", false, dryRun);
    }

    private ResetReport reset(String word, boolean guarded, boolean dryRun) {
        access =
                new TargetAccess(
                        database, server.state(), guarded, List.of(), Scratches.NONE, word);
        return environment
                .newActivityStub(ResetActivities.class)
                .reset(new ResetInput(Contract.VERSION, "shop", "shop", "anna", dryRun));
    }
}
