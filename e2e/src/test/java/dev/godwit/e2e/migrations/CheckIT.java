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

/** A project's migrations are tried beside a target, which stays as it is. */
class CheckIT {

    @TempDir private Path repository;

    @Test
    void triesMigrationsForthAndBackAndLeavesTheTargetAlone() throws Exception {
        try (Shop shop = Shop.open("check")) {
            shop.sql("alter role \"%s\" createdb".formatted(shop.name()));
            shop.configure(
                    """
                      core: { repository: "%s" }
                    """
                            .formatted(repository));
            shop.worker();
            git("init", "-q", "-b", "main");
            Path examples = Cli.root().resolve("examples/projects/shop-sql/migrations");
            for (String name :
                    List.of("0001_orders.sql", "0002_no_comment.sql", "0003_by_customer.sql")) {
                migration(name, Files.readString(examples.resolve(name)));
            }
            Cli.Result fine = check(shop, 0);
            assertThat(fine.out())
                    .contains(
                            "(sql): 4 ok",
                            "  ok         against %s: 0 applied".formatted(shop.name()),
                            "  ok         0002_no_comment: applied in ",
                            "; 20 rows in 1 tables kept");
            assertThat(shop.number("select count(*) from pg_class where relname = 'orders'"))
                    .isZero();

            assertThat(shop.godwit("start", "--project", "core", "--target", shop.name()).exit())
                    .isZero();
            drifted(shop, 0);
            shop.sql("alter table orders add hotfix int");
            assertThat(drifted(shop, 8).out())
                    .contains("+ column hotfix of table public.orders  only in " + shop.name());
            shop.sql("alter table orders drop hotfix");
            migration(
                    "0004_total.sql",
                    "alter table orders add total int, add tax int;\n"
                            + "-- down\nalter table orders drop column total;\n");
            Cli.Result wrong = check(shop, 8);
            assertThat(wrong.out())
                    .contains("(sql): 1 failed, 1 ok", "3 applied", "failed     0004_total: ")
                    .contains("column tax of table public.orders")
                    .doesNotContain("0003_by_customer:");
            assertThat(check(shop, 8, "--all", "-o", "json").out())
                    .contains("\"0003_by_customer\"", "\"FAILED\"");

            migration("0001_orders.sql", "create table orders (id int);\n");
            assertThat(check(shop, 6).err()).contains("GW-720");
            assertThat(shop.number("select count(*) from pg_database where datname like 'godwit%'"))
                    .as("databases left behind")
                    .isZero();
        }
    }

    private static Cli.Result drifted(Shop shop, int exit) throws Exception {
        Cli.Result result = shop.godwit("drift", shop.name(), "--project", "core");
        assertThat(result.exit()).as(result.toString()).isEqualTo(exit);
        return result;
    }

    private static Cli.Result check(Shop shop, int exit, String... more) throws Exception {
        List<String> arguments =
                new ArrayList<>(List.of("check", "--project", "core", "--target", shop.name()));
        arguments.addAll(List.of(more));
        Cli.Result result = shop.godwit(arguments.toArray(String[]::new));
        assertThat(result.exit()).as(result.toString()).isEqualTo(exit);
        return result;
    }

    private void migration(String name, String text) throws Exception {
        Files.createDirectories(repository.resolve("migrations"));
        Files.writeString(repository.resolve("migrations").resolve(name), text);
        git("add", "-A");
        git("-c", "user.name=e2e", "-c", "user.email=e2e@example.org", "commit", "-qm", name);
    }

    private void git(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git", "-C", repository.toString()));
        command.addAll(List.of(arguments));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
