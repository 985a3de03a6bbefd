package dev.godwit.cli.care.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.cli.Cli;
import dev.godwit.cli.server.TemporalServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts make a role that can do what plans do, on a real PostgreSQL. */
class RoleScriptTest {

    /** What a plan does to a table, from the state schema to the contract. */
    private static final List<String> PLAN =
            List.of(
                    "create schema if not exists godwit",
                    "create table godwit.run (id bigint primary key)",
                    "create function godwit.sync() returns trigger language plpgsql"
                            + " set search_path = pg_catalog as 'begin new.full_name := new.name; return new; end'",
                    "alter table sales.users add column full_name text",
                    "create trigger zzz_godwit_1 before insert or update on sales.users"
                            + " for each row execute function godwit.sync()",
                    "alter table sales.users enable always trigger zzz_godwit_1",
                    "alter table sales.users add constraint c check (full_name is not null) not valid",
                    "update sales.users set full_name = name",
                    "alter table sales.users validate constraint c",
                    "create index concurrently users_full_name on sales.users (full_name)",
                    "alter table sales.users alter column full_name set not null",
                    "alter table sales.users drop constraint c",
                    "drop trigger zzz_godwit_1 on sales.users",
                    "drop index concurrently sales.users_full_name",
                    "alter table sales.users drop column full_name",
                    "drop schema godwit cascade",
                    "create schema godwit");

    private static EmbeddedPostgres server;

    @BeforeAll
    static void start() throws Exception {
        server = EmbeddedPostgres.builder().start();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void asSuperuserItMakesARoleThatCanRunAPlanAndNoMore() throws Exception {
        database("plain", "postgres");
        shop("plain", "postgres", "plain_app");
        run("plain", "postgres", "create table public.secrets (id int)"); // a superuser's
        List<String> said = run("plain", "postgres", RoleScript.of("plain_godwit", false));
        assertThat(said)
                .anyMatch(line -> line.contains("membership in plain_app"))
                .anyMatch(line -> line.contains("tables of superuser postgres are left out"));
        run("plain", "postgres", RoleScript.of("plain_godwit", false)); // again

        run("plain", "plain_godwit", PLAN.toArray(String[]::new));
        run(
                "plain",
                "plain_godwit",
                "set deadlock_timeout = '20ms'",
                "select pg_create_restore_point('here')");
        assertThatThrownBy(() -> run("plain", "plain_godwit", "create role other"))
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> run("plain", "plain_godwit", "table public.secrets"))
                .isInstanceOf(SQLException.class);
        assertThat(
                        value(
                                "select concat_ws(',', rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls)"
                                        + " from pg_roles where rolname = 'plain_godwit'"))
                .isEqualTo("f,f,f,f,f");
        assertThat(value("select pg_has_role('plain_godwit', 'pg_read_all_stats', 'USAGE')"))
                .isEqualTo("t");
    }

    @Test
    void asAProvidersAdministratorItDoesTheSameWithoutASuperuser() throws Exception {
        run("postgres", "postgres", "create role admin login createrole createdb");
        run("postgres", "admin", "create role managed_app login");
        run("postgres", "postgres", "grant managed_app to admin"); // as providers do
        database("managed", "admin");
        shop("managed", "admin", "managed_app");

        List<String> said = run("managed", "admin", RoleScript.of("managed_godwit", true));
        assertThat(said)
                .anyMatch(line -> line.contains("membership in managed_app"))
                .anyMatch(line -> line.contains("not granted: pg_read_all_stats"))
                .anyMatch(line -> line.contains("not granted: set on parameter"));
        run("managed", "admin", RoleScript.of("managed_godwit", true)); // again

        run("managed", "managed_godwit", PLAN.toArray(String[]::new));
    }

    @Test
    void withThePasswordAtHandInitTriesItselfAndSaysSo(@TempDir Path folder) throws Exception {
        run("postgres", "postgres", "create role direct login");
        Cli cli =
                new Cli(folder, "127.0.0.1:" + TemporalServer.freePort())
                        .with("SHOP_PASSWORD", "any, since the server asks for none");
        String url = "jdbc:postgresql://localhost:%d/postgres".formatted(server.getPort());
        Cli.Result there =
                cli.run("init", "--target", "shop", "--url", url, "--username", "direct");
        assertThat(there.exit()).as(there.toString()).isZero();
        assertThat(there.out())
                .contains("tried from here, with the password of this environment: PostgreSQL 18")
                .contains("let role direct into database postgres")
                .doesNotContain("any, since");
        Files.delete(folder.resolve("godwit.yaml"));

        Cli.Result unknown =
                cli.run("init", "--target", "shop", "--url", url, "--username", "nobody");
        assertThat(unknown.exit()).as(unknown.toString()).isEqualTo(69);
        assertThat(unknown.out()).contains("failed from here").contains("\"nobody\"");
        assertThat(folder.resolve("godwit.yaml")).exists();
    }

    /** A schema with a table that belongs to the application's role, which may not create in it. */
    private static void shop(String database, String administrator, String owner)
            throws SQLException {
        if (administrator.equals("postgres")) {
            run(database, "postgres", "create role " + owner + " login");
        }
        run(
                database,
                administrator,
                "create schema sales",
                "grant usage on schema sales to " + owner,
                "create table sales.users (id bigint primary key, name text not null)",
                "insert into sales.users values (1, 'Ann Lee')");
        run(database, "postgres", "alter table sales.users owner to " + owner);
    }

    private static void database(String name, String owner) throws SQLException {
        run("postgres", "postgres", "create database %s owner %s".formatted(name, owner));
    }

    /** Runs statements as that role. @return what the server said meanwhile */
    private static List<String> run(String database, String role, String... statements)
            throws SQLException {
        List<String> said = new ArrayList<>();
        try (Connection connection = server.getDatabase(role, database).getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
                for (SQLWarning words = statement.getWarnings();
                        words != null;
                        words = words.getNextWarning()) {
                    said.add(String.valueOf(words.getMessage()));
                }
            }
        }
        return said;
    }

    private static String value(String query) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
