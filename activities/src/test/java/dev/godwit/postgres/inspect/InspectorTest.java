package dev.godwit.postgres.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.godwit.postgres.inspect.look.Look;
import dev.godwit.postgres.inspect.look.Subject;
import dev.godwit.postgres.inspect.replication.Replicas;
import dev.godwit.postgres.inspect.state.StateVersion;
import dev.godwit.postgres.preflight.TargetServer;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.state.StateSchema;
import dev.godwit.workflow.Contract;
import dev.godwit.workflow.operator.Check;
import dev.godwit.workflow.operator.Check.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class InspectorTest {

    private TargetServer server;

    @BeforeEach
    void open() throws SQLException {
        server = new TargetServer();
        server.run("create table users (id bigint primary key, email text)");
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void findsNothingWrongWithATargetAsItShouldBe() throws SQLException {
        String role = server.role("fit", "");
        server.run(
                "grant pg_monitor to " + role,
                "alter table users owner to " + role,
                "do $$ begin execute format('grant create on database %I to %I', current_database(), '"
                        + role
                        + "'); end $$");
        DataSource fit = server.as(role, "unguessable-fit");
        new StateSchema(fit).upgrade();

        List<Check> checks = inspect(server.database(fit), 0);

        assertThat(checks)
                .filteredOn(check -> check.level() != Level.OK)
                .extracting(Check::name)
                .isSubsetOf("disk", "pg_dump", "WAL");
        assertThat(checks)
                .extracting(Check::name)
                .startsWith("connection", "PostgreSQL", "writes", "direct connections")
                .doesNotHaveDuplicates()
                .hasSize(22);
        assertThat(said(checks, "tables")).isEqualTo("the role may alter all 1");
        assertThat(said(checks, "state schema"))
                .isEqualTo("schema godwit is at version " + StateSchema.VERSION);
    }

    @Test
    void saysWhatAPoorRoleMayNotDoAndDoesNotSee() throws SQLException {
        String role = server.role("poor", "");
        server.run(
                "alter role %s set default_transaction_isolation = 'serializable'".formatted(role),
                "alter role %s set default_transaction_read_only = on".formatted(role));

        List<Check> checks = inspect(server.database(server.as(role, "unguessable-poor")), 0);

        assertThat(level(checks, "privileges")).isEqualTo(Level.FAILURE);
        assertThat(check(checks, "writes").because())
                .isEqualTo("its transactions are read-only by default");
        assertThat(level(checks, "tables")).isEqualTo(Level.WARNING);
        assertThat(said(checks, "tables")).isEqualTo("the role may not alter 1 of 1: public.users");
        assertThat(check(checks, "tables").next())
                .isEqualTo("alter table public.users owner to %s;".formatted(role));
        assertThat(level(checks, "monitoring")).isEqualTo(Level.NOTE);
        assertThat(level(checks, "long transactions")).isEqualTo(Level.UNKNOWN);
        assertThat(said(checks, "session defaults"))
                .isEqualTo("default_transaction_isolation = serializable");
        assertThat(checks.toString()).doesNotContain("unguessable");
    }

    @Test
    void findsWhatStandsAroundAndNamesTheStatementThatRemovesIt() throws SQLException {
        server.state().upgrade();
        server.run(
                "create function godwit._godwit_0123abcd_sync() returns trigger language plpgsql as 'begin return new; end'",
                "create trigger zzz_godwit_01_0123abcd before insert on users for each row execute function godwit._godwit_0123abcd_sync()",
                "insert into users values (1, 'a'), (2, 'a')",
                "alter table users set (autovacuum_enabled = off)");
        try {
            server.run("create unique index concurrently users_email on users (email)");
        } catch (SQLException duplicates) {
            assertThat(duplicates.getSQLState()).isEqualTo("23505");
        }

        List<Check> checks = inspect(server.database(), 0);

        assertThat(checks)
                .filteredOn(check -> check.name().equals("leftovers"))
                .extracting(Check::level, Check::next)
                .containsExactly(
                        tuple(
                                Level.WARNING,
                                "drop trigger if exists \"zzz_godwit_01_0123abcd\" on \"public\".\"users\";"),
                        tuple(
                                Level.NOTE,
                                "drop function if exists \"godwit\".\"_godwit_0123abcd_sync\"();"));
        assertThat(check(checks, "indexes").next())
                .startsWith("drop index concurrently \"public\".\"users_email\";");
        assertThat(said(checks, "autovacuum")).isEqualTo("is off for public.users");
        assertThat(level(checks, "least privilege")).isEqualTo(Level.NOTE);
    }

    @Test
    void refusesTheRecordOfANewerGodwitAndSaysThatAnOlderOneIsUpgraded() throws SQLException {
        server.state().upgrade();
        server.run("delete from godwit.flyway_history where version = '7'");
        assertThat(said(inspect(server.database(), 0), "state schema"))
                .isEqualTo("schema godwit is at version 6; the next run brings it to 7");

        server.run("update godwit.flyway_history set version = '99' where version = '4'");
        Check newer = check(inspect(server.database(), 0), "state schema");
        assertThat(newer.level()).isEqualTo(Level.FAILURE);
        assertThat(newer.next()).isEqualTo("upgrade the worker of this target");
    }

    @Test
    void tellsAClockThatIsOff() throws SQLException {
        Check ahead = check(inspect(server.database(), Duration.ofHours(1).toMillis()), "clocks");
        assertThat(ahead.level()).isEqualTo(Level.WARNING);
        assertThat(ahead.said())
                .isEqualTo("the starter's clock is 1 h 0 min ahead of the worker's");
        assertThat(level(inspect(server.database(), -5_000), "clocks")).isEqualTo(Level.OK);
    }

    @Test
    void namesASlotThatNobodyReads() throws SQLException {
        String slot = "slot_" + server.ask("select current_database()");
        server.run("select pg_create_physical_replication_slot('%s', true)".formatted(slot));
        try {
            Check found = check(inspect(server.database(), 0), "replication slots");
            assertThat(found.said()).startsWith(slot + " is read by nobody and holds ");
            assertThat(found.next())
                    .startsWith("select pg_drop_replication_slot('%s');".formatted(slot));
        } finally {
            server.run("select pg_drop_replication_slot('%s')".formatted(slot));
        }
    }

    @Test
    void looksAtEveryReplicaOfTheConfiguration() {
        List<Check> checks =
                new Inspector(List.of(new Replicas()))
                        .run(
                                subject(server.database(), 0, List.of(server.owner(), nowhere())),
                                Attempt.UNATTENDED);

        assertThat(checks)
                .filteredOn(check -> check.name().equals("replicas"))
                .extracting(Check::said)
                .containsExactly("replica 1 is no replica", "replica 2 cannot be reached");
        assertThat(checks.toString()).doesNotContain("localhost", "127.0.0.1", "secret");
    }

    @Test
    void goesOnWhenALookHangsOrFailsAndChangesNothing() throws SQLException {
        server.state().upgrade();
        Look hangs = look("hangs", "select pg_sleep(60)");
        Look writes = look("writes", "create table public.written (a int)");
        Look works = look("works", "select 1");
        long began = System.nanoTime();
        List<Check> checks;
        try (Connection holder = server.owner().getConnection();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("lock table godwit.flyway_history in access exclusive mode");
            checks =
                    new Inspector(List.of(hangs, new StateVersion(), writes, works))
                            .run(subject(server.database(), 0, List.of()), Attempt.UNATTENDED);
        }

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
        assertThat(level(checks, "hangs")).isEqualTo(Level.UNKNOWN);
        assertThat(check(checks, "state schema").because())
                .isEqualTo("canceling statement due to lock timeout (55P03)");
        assertThat(check(checks, "writes").because())
                .isEqualTo("cannot execute CREATE TABLE in a read-only transaction (25006)");
        assertThat(level(checks, "works")).isEqualTo(Level.OK);
    }

    @Test
    void saysThatATargetCannotBeReachedWithoutItsAddress() {
        List<Check> checks = inspect(new Database(nowhere(), nowhere()), 0);

        assertThat(checks).extracting(Check::name).containsExactly("connection");
        assertThat(level(checks, "connection")).isEqualTo(Level.FAILURE);
        assertThat(checks.toString()).doesNotContain("localhost", "127.0.0.1", "secret");
    }

    private static Look look(String name, String sql) {
        return new Look() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public List<Check> at(Connection connection, Subject subject) throws SQLException {
                try (Statement statement = connection.createStatement()) {
                    statement.execute(sql);
                }
                return List.of(Check.ok(name, ""));
            }
        };
    }

    private static DataSource nowhere() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl("jdbc:postgresql://localhost:1/secret");
        source.setUser("secret");
        source.setConnectTimeout(1);
        return source;
    }

    private static List<Check> inspect(Database database, long ahead) {
        return new Inspector().run(subject(database, ahead, List.of()), Attempt.UNATTENDED);
    }

    private static Subject subject(Database database, long ahead, List<DataSource> replicas) {
        long now = System.currentTimeMillis();
        return new Subject("1", Contract.VERSION, now + ahead, now, database, replicas);
    }

    private static String said(List<Check> checks, String name) {
        return check(checks, name).said();
    }

    private static Level level(List<Check> checks, String name) {
        return check(checks, name).level();
    }

    private static Check check(List<Check> checks, String name) {
        return checks.stream().filter(check -> check.name().equals(name)).findFirst().orElseThrow();
    }
}
