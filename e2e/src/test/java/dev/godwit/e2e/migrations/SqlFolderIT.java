package dev.godwit.e2e.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.e2e.harness.Cli;
import dev.godwit.e2e.harness.Dump;
import dev.godwit.e2e.harness.Run;
import dev.godwit.e2e.harness.Shop;
import dev.godwit.e2e.harness.WorkerProcess;
import dev.godwit.workflow.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repository with a folder of SQL files, from its first run to its rollback, with a SIGKILL. */
class SqlFolderIT {

    private static final String CONTENT =
            "select md5(string_agg(u::text, ',' order by id)) from users u";

    @TempDir private Path repository;

    @BeforeEach
    void commit() throws Exception {
        file("0001_users", "create table users (id bigint primary key, name text, nick text);");
        file(
                "0002_mail",
                "alter table users add mail text; update users set name = upper(name);\n"
                        + "-- down\nalter table users drop mail;");
        file(
                "0003_no_nick",
                "alter table users drop nick;\n-- down\nalter table users add nick text;");
        file(
                "0004_by_name",
                "create index concurrently users_by_name on users (name);\n-- down\ndrop index users_by_name;");
        git("init", "-q", "-b", "main");
        git("add", "-A");
        git("-c", "user.name=e2e", "-c", "user.email=e2e@example.org", "commit", "-q", "-m", "x");
    }

    private void file(String name, String text) throws Exception {
        Path folder = Files.createDirectories(repository.resolve("db/migrations"));
        Files.writeString(folder.resolve(name + ".sql"), text);
    }

    private void git(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git", "-C", repository.toString()));
        command.addAll(List.of(arguments));
        Process git = new ProcessBuilder(command).inheritIO().start();
        assertThat(git.waitFor()).isZero();
    }

    @Test
    void isAppliedThoughTheWorkerIsKilledAndTakenBackWithItsData() throws Exception {
        try (Shop shop = Shop.open("sql")) {
            shop.sql(
                    "create table users (id bigint primary key, name text, nick text)",
                    "insert into users select n, 'name ' || n, 'nick ' || n from generate_series(1, 5000) n");
            shop.own("users");
            String schema = Dump.of(shop);
            String content = shop.value(CONTENT).orElseThrow();
            shop.configure("  core: { repository: \"%s\" }\n".formatted(repository));
            WorkerProcess worker = shop.worker();
            Run run = shop.run("sql-0004_by_name");
            try (Connection reader = shop.connect();
                    Statement statement = reader.createStatement()) {
                reader.setAutoCommit(false);
                statement.execute("select count(*) from users");
                Cli.Result start = start(shop, "--baseline", "0001_users", "--detach");
                assertThat(start.exit()).as(start.toString()).isZero();
                assertThat(start.out())
                        .contains(
                                "3 migrations pending, 0 applied",
                                "recorded without being run: 0001_users",
                                "0003_no_nick, keeping column nick of users");
                run.awaitPhase("APPLY", 60);
                Cli.Result second = start(shop, "--to", "0002_mail", "--baseline", "0001_users");
                assertThat(second.exit()).as(second.toString()).isEqualTo(7);
                assertThat(second.out()).contains("GW-712");
                worker.kill();
                shop.worker();
                reader.rollback();
            }
            assertThat(run.result(120).outcome()).isEqualTo(Outcome.DONE);
            assertThat(
                            shop.value(
                                    "select string_agg(attname, ' ' order by attnum) from pg_attribute"
                                            + " where attrelid = 'users'::regclass and attnum > 0 and not attisdropped"))
                    .hasValue("id name mail");
            assertThat(shop.number("select count(*) from users where name = upper(name)"))
                    .isEqualTo(5000);
            assertThat(shop.number("select count(*) from pg_class where relname = 'users_by_name'"))
                    .isEqualTo(1);

            Cli.Result again = start(shop);
            assertThat(again.exit()).as(again.toString()).isZero();
            assertThat(again.out()).contains("nothing is pending, 4 applied");
            Cli.Result history = shop.godwit("history", run.name());
            assertThat(history.out()).contains("ACCESS EXCLUSIVE on users");

            shop.sql("update users set name = 'written since' where id = 7");
            Cli.Result back = shop.godwit("rollback", run.name(), "--yes");
            assertThat(back.exit()).as(back.toString()).isEqualTo(4);
            assertThat(shop.value("select name from users where id = 7")).hasValue("written since");
            shop.sql("update users set name = 'name 7' where id = 7");
            // The column comes back as the last one, which here it was before.
            assertThat(Dump.of(shop)).isEqualTo(schema);
            assertThat(shop.value(CONTENT)).hasValue(content);
        }
    }

    @Test
    void aFileThatIsWrongStopsEverythingAndAFailureGoesBack() throws Exception {
        try (Shop shop = Shop.open("sqlbad")) {
            shop.configure("  core: { repository: \"%s\" }\n".formatted(repository));
            shop.worker();
            Cli.Result refused = start(shop);
            assertThat(refused.exit()).as(refused.toString()).isEqualTo(7);
            assertThat(refused.out()).contains("GW-710").contains("irreversible: [0001_users]");
            file(
                    "0001_users",
                    "create table users (id bigint primary key, name text, nick text);\n-- down\ndrop table users;");
            file("0005_bad", "select 1/0;\n-- down\n");
            git("-c", "user.name=e2e", "-c", "user.email=e2e@example.org", "commit", "-qam", "y");
            git("add", "-A");
            git("-c", "user.name=e2e", "-c", "user.email=e2e@example.org", "commit", "-qm", "z");
            String schema = Dump.of(shop);
            Cli.Result failed = start(shop);
            assertThat(failed.exit()).as(failed.toString()).isEqualTo(4);
            assertThat(failed.out() + failed.err()).contains("0005_bad").contains("22012");
            assertThat(Dump.of(shop)).isEqualTo(schema);
            assertThat(start(shop, "--to", "0004_by_name").exit()).isZero();

            file(
                    "0002_mail",
                    "alter table users add mail varchar(10);\n-- down\nalter table users drop mail;");
            git(
                    "-c",
                    "user.name=e2e",
                    "-c",
                    "user.email=e2e@example.org",
                    "commit",
                    "-qam",
                    "edit");
            Cli.Result edited = start(shop);
            assertThat(edited.exit()).as(edited.toString()).isEqualTo(6);
            assertThat(edited.err()).contains("GW-720").contains("0002_mail was changed");
            // Together with what fails afterwards, it is taken back.
            assertThat(start(shop, "--edited", "0002_mail").exit()).isEqualTo(4);
            assertThat(start(shop, "--edited", "0002_mail", "--to", "0004_by_name").exit())
                    .isZero();
            assertThat(start(shop, "--to", "0004_by_name").out()).contains("nothing is pending");
            String run =
                    shop.value("select name from godwit.run where name like '%0002_mail-edited-%'")
                            .orElseThrow();
            assertThat(shop.godwit("history", run).out())
                    .contains("record 0002_mail as it is now", "run.started");
            assertThat(shop.godwit("rollback", run, "--yes").exit()).isEqualTo(4);
            assertThat(start(shop).err()).contains("GW-720");
        }
    }

    private static Cli.Result start(Shop shop, String... more) throws Exception {
        List<String> arguments =
                new ArrayList<>(List.of("start", "--project", "core", "--target", shop.name()));
        arguments.addAll(List.of(more));
        return shop.godwit(arguments.toArray(String[]::new));
    }
}
