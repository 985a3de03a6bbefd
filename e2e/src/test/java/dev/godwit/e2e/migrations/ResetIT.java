package dev.godwit.e2e.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.e2e.harness.Cli;
import dev.godwit.e2e.harness.Shop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database of development that is emptied and filled again, and one of staging that is not. */
class ResetIT {

    @TempDir private Path project;

    @Test
    void beginsAgainFromTheFirstMigration() throws Exception {
        Path folder = Files.createDirectories(project.resolve("db/migrations"));
        Files.writeString(
                folder.resolve("0001_users.sql"),
                "create table users (id bigint primary key);\n-- down\ndrop table users;");
        Files.writeString(
                folder.resolve("0002_shop.sql"),
                "create schema shop; create table shop.orders (of bigint references users);\n"
                        + "-- down\ndrop schema shop cascade;");
        git("init", "-q", "-b", "main");
        git("add", "-A");
        git("-c", "user.name=e2e", "-c", "user.email=e2e@example.org", "commit", "-q", "-m", "x");
        try (Shop shop = Shop.open("reset")) {
            shop.configure(
                    """
                      core: { repository: "%s" }
                      dev:
                        url: "%s"
                        username: "%s"
                        password: "${SHOP_PASSWORD}"
                        environment: development
                    """
                            .formatted(project, shop.url(), shop.name()));
            shop.worker();
            assertThat(start(shop).out()).contains("2 migrations pending, 0 applied");
            assertThat(shop.number("select count(*) from godwit.migration")).isEqualTo(2);

            Cli.Result staging = shop.godwit("reset", shop.name(), "--yes");
            assertThat(staging.exit()).as(staging.toString()).isEqualTo(7);
            assertThat(staging.err()).contains("GW-773").contains("its environment is staging");
            assertThat(shop.number("select count(*) from godwit.migration")).isEqualTo(2);

            Cli.Result unasked = shop.godwit("reset", "dev");
            assertThat(unasked.exit()).as(unasked.toString()).isEqualTo(2);
            assertThat(unasked.err()).contains("schema shop: 1 table, about 0 rows");
            Cli.Result reset = shop.godwit("reset", "dev", "--yes");
            assertThat(reset.exit()).as(reset.toString()).isZero();
            assertThat(reset.out())
                    .contains("schema godwit with the record of 1 run")
                    .contains("Next: godwit start --project DIR --target dev");
            assertThat(
                            shop.value(
                                    "select string_agg(nspname, ' ') from pg_namespace"
                                            + " where nspname in ('public', 'godwit', 'shop')"))
                    .hasValue("public");

            assertThat(start(shop).out()).contains("2 migrations pending, 0 applied");
            assertThat(shop.number("select count(*) from godwit.migration")).isEqualTo(2);

            Cli.Result nowhere = shop.godwit("reset", "dev", "--yes", "--project", "nowhere");
            assertThat(nowhere.exit()).as(nowhere.toString()).isEqualTo(2);
            assertThat(shop.number("select count(*) from godwit.migration")).isEqualTo(2);
            Cli.Result both =
                    shop.godwit("reset", "dev", "--yes", "--project", "core", "--to", "0001_users");
            assertThat(both.exit()).as(both.toString()).isZero();
            assertThat(both.out())
                    .contains("dev: emptied", "1 migration pending, 0 applied")
                    .doesNotContain("Next: godwit start");
            assertThat(shop.number("select count(*) from godwit.migration")).isEqualTo(1);
        }
    }

    private Cli.Result start(Shop shop) throws Exception {
        Cli.Result started = shop.godwit("start", "--project", "core", "--target", "dev");
        assertThat(started.exit()).as(started.toString()).isZero();
        return started;
    }

    private void git(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git", "-C", project.toString()));
        command.addAll(List.of(arguments));
        Process git = new ProcessBuilder(command).inheritIO().start();
        assertThat(git.waitFor()).isZero();
    }
}
