package dev.godwit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.e2e.harness.Cli;
import dev.godwit.e2e.harness.Shop;
import dev.godwit.e2e.harness.Tools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run has kept, from the day it was kept to the day it is not wanted any more. */
class SnapshotIT {

    private static final String PLAN =
            """
            operations:
              - drop_column: { table: users, column: nick }
              - drop_table: { name: orders }
            gates: { before_contract: none }
            """;

    @TempDir private Path store;

    @Test
    void isListedVerifiedRestoredAndPruned() throws Exception {
        Tools.require("psql", "psql is not on the PATH: restoring by it is not tested");
        try (Shop shop = Shop.open("snapshot")) {
            shop.sql(
                    "create table users (id int primary key, name text, nick text)",
                    "insert into users select i, 'n' || i, 'k' || i from generate_series(1, 3000) i",
                    "create table orders (id int primary key, what text)",
                    "insert into orders select i, 'o' || i from generate_series(1, 70) i");
            shop.own("users");
            shop.own("orders");
            shop.configure("snapshots: { directory: \"%s\" }\n".formatted(store));
            shop.worker();
            String name = shop.name();
            String run = name + "/drop-nick";
            done(shop, 0, "start", shop.plan("drop-nick.yaml", PLAN).toString(), "--target", name);

            assertThat(done(shop, 0, "snapshot", "list", run).out())
                    .contains("column nick of users  3,000", "table orders", "kept");
            assertThat(done(shop, 0, "snapshot", "verify", name).out())
                    .contains("what is kept is what it was");
            Path rows = file("users_nick");
            byPsql(shop, rows);
            assertThat(shop.number("select count(nick) from by_hand.users_nick")).isEqualTo(3000);

            Files.writeString(rows, "-- somebody\n", StandardOpenOption.APPEND);
            assertThat(done(shop, 8, "snapshot", "verify", name).out())
                    .contains("1 of 2 are not what they were", rows + " was changed");

            Cli.Result restored = done(shop, 0, "snapshot", "restore", run, "--into", "again");
            assertThat(restored.out()).contains("as again.users_nick", "psql --set into=SCHEMA");
            assertThat(shop.number("select count(*) from again.users_nick where nick = 'k' || id"))
                    .isEqualTo(3000);
            assertThat(shop.number("select count(*) from again.orders")).isEqualTo(70);
            assertThat(done(shop, 7, "snapshot", "restore", run, "--into", "again").err())
                    .contains("GW-433");

            assertThat(done(shop, 0, "snapshot", "prune", name, "--yes").out())
                    .contains("nothing to prune");
            assertThat(done(shop, 2, "snapshot", "prune", name, "--older-than", "1s").err())
                    .contains("GW-565");
            assertThat(
                            done(shop, 0, "snapshot", "prune", name, "--older-than", "1s", "--yes")
                                    .out())
                    .contains("pruned", "column nick of users", "table orders");
            assertThat(files()).isEmpty();
            assertThat(
                            shop.number(
                                    "select count(*) from pg_class c join pg_namespace n on n.oid = relnamespace"
                                            + " where nspname like '\\_godwit%' or relname like '\\_godwit%\\_kept'"))
                    .isZero();
            assertThat(done(shop, 0, "snapshot", "list", name, "--all", "-o", "json").out())
                    .contains("\"state\" : \"pruned\"");

            assertThat(done(shop, 4, "rollback", run, "--yes").out())
                    .contains("column nick of users: what was kept was pruned by")
                    .contains("table orders: what was kept was pruned by");
            assertThat(shop.number("select count(*) - count(nick) from users")).isEqualTo(3000);
        }
    }

    private List<Path> files() throws Exception {
        try (Stream<Path> all = Files.walk(store)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private Path file(String part) throws Exception {
        return files().stream()
                .filter(file -> file.toString().contains(part))
                .findFirst()
                .orElseThrow();
    }

    private static void byPsql(Shop shop, Path file) throws Exception {
        Process psql =
                new ProcessBuilder(
                                "psql",
                                "--no-psqlrc",
                                "--set",
                                "into=by_hand",
                                "--file=" + file,
                                "postgresql://%s?user=postgres"
                                        .formatted(
                                                shop.url()
                                                        .replaceFirst("^jdbc:postgresql://", "")
                                                        .replaceFirst("\\?.*", "")))
                        .inheritIO()
                        .start();
        assertThat(psql.waitFor()).isZero();
    }

    private static Cli.Result done(Shop shop, int exit, String... arguments) throws Exception {
        Cli.Result result = shop.godwit(arguments);
        assertThat(result.exit()).as(result.toString()).isEqualTo(exit);
        return result;
    }
}
