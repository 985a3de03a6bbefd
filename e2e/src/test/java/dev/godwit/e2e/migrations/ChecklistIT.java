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

/** What a change ticket asks, of a plan and of a folder, tried on staging before production. */
class ChecklistIT {

    private static final String PLAN =
            """
            operations:
              - add_column:
                  table: users
                  column: { name: full_name, type: text, nullable: false }
                  up: name || '!'
            gates: { before_contract: none }
            """;

    @TempDir private Path repository;

    @Test
    void saysOfAPlanAndOfAFolderWhatWasTriedOnStaging() throws Exception {
        try (Shop staging = Shop.open("checklist");
                Shop production = Shop.open("checklist-live")) {
            for (Shop shop : List.of(staging, production)) {
                shop.sql(
                        "create table users (id int primary key, name text not null, nick text)",
                        "insert into users select i, 'n' || i, 'k' from generate_series(1, 2000) i");
                shop.own("users");
            }
            staging.configure(
                    """
                      live: { url: "%s", username: "%s", password: "${SHOP_PASSWORD}", environment: production }
                      core: { repository: "%s" }
                    """
                            .formatted(production.url(), production.name(), repository));
            staging.worker();
            String plan = staging.plan("users-full-name.yaml", PLAN).toString();
            done(staging, 0, "start", plan, "--target", "live");

            Cli.Result untried = done(staging, 0, "checklist", "live/users-full-name");
            assertThat(untried.out())
                    .contains(
                            "live/users-full-name (production): done; ",
                            "not shown   reverse tested: no run of this plan has been taken back",
                            "godwit start",
                            "not needed  no destructive change without a snapshot",
                            "2,000 rows filled in batches; longest lock",
                            "not shown   run against a test database: users-full-name has not",
                            "not shown   test suite passed: nothing is recorded");
            done(staging, 9, "checklist", "live/users-full-name", "--strict");

            done(staging, 0, "start", plan, "--target", staging.name());
            done(staging, 4, "rollback", staging.name() + "/users-full-name", "--yes");
            Cli.Result tried = done(staging, 0, "checklist", "live/users-full-name");
            assertThat(tried.out())
                    .contains(
                            "shown       reverse tested: %s/users-full-name: "
                                    .formatted(staging.name()),
                            "shown       run against a test database: ");
            assertThat(done(staging, 0, "checklist", "live/users-full-name", "--markdown").out())
                    .contains("| *not shown* | generated and reviewed |");

            Files.createDirectories(repository.resolve("migrations"));
            Files.writeString(
                    repository.resolve("migrations/0001_no_nick.sql"),
                    "update users set name = upper(name); alter table users drop nick;\n"
                            + "-- down\nalter table users add nick text;\n");
            git("init", "-q", "-b", "main");
            git("add", "-A");
            git("-c", "user.name=e2e", "-c", "user.email=e2e@example.org", "commit", "-qm", "x");
            done(staging, 0, "start", "--project", "core", "--target", "live");
            Cli.Result mixed = done(staging, 8, "checklist", "live/sql-0001_no_nick", "-o", "json");
            assertThat(mixed.out())
                    .contains("\"failed\"", "ALTER TABLE users, and UPDATE users", "\"kept\"")
                    .contains("column nick of users: 2,000 rows in godwit.");
            assertThat(done(staging, 2, "checklist", "live/never").err()).contains("GW-772");
            assertThat(done(staging, 2, "checklist", "core/upgrade").err()).contains("GW-770");
        }
    }

    private static Cli.Result done(Shop shop, int exit, String... arguments) throws Exception {
        Cli.Result result = shop.godwit(arguments);
        assertThat(result.exit()).as(result.toString()).isEqualTo(exit);
        return result;
    }

    private void git(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git", "-C", repository.toString()));
        command.addAll(List.of(arguments));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
