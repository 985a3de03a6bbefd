package dev.godwit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.e2e.harness.Cli;
import dev.godwit.e2e.harness.Dump;
import dev.godwit.e2e.harness.Run;
import dev.godwit.e2e.harness.Shop;
import dev.godwit.e2e.harness.Tools;
import dev.godwit.e2e.harness.Users;
import dev.godwit.workflow.Outcome;
import dev.godwit.workflow.message.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What goes wrong is never "done", and the reason is said. */
class NeverDoneIT {

    @Test
    void aTypoInUpIsRefusedInPostgresOwnWordsBeforeAnythingIsTouched() throws Exception {
        try (Shop shop = Shop.open("typo")) {
            Users.create(shop, 100);
            String schema = Dump.of(shop);
            shop.worker();
            Path plan =
                    shop.plan(
                            "full-name.yaml",
                            Users.plan(1_000)
                                    .replace("first_name || ' ' ||", "lowwer(first_name) ||"));
            Cli.Result result =
                    shop.godwit("start", plan.toString(), "--target", shop.name(), "-o", "json");
            assertThat(result.exit()).as(result.toString()).isIn(6, 7);
            assertThat(result.json().get("outcome").asText()).isIn("rejected", "refused");
            assertThat(result.json().get("problems").toString()).contains("lowwer");
            assertThat(Dump.of(shop)).isEqualTo(schema);
        }
    }

    @Tag("slow")
    @Test
    void aCastThatFailsOnRow900000WaitsNamesTheTableAndGoesOnWhenItIsMended() throws Exception {
        try (Shop shop = Shop.open("cast")) {
            shop.sql(
                    "create table readings (id bigint primary key, raw text not null)",
                    "insert into readings select n, case when n = 900000 then 'not-a-number' else"
                            + " n::text end from generate_series(1, 1000000) n",
                    "analyze readings");
            shop.own("readings");
            shop.worker();
            Run run =
                    shop.start(
                            shop.plan(
                                    "cast.yaml",
                                    """
                                    operations:
                                      - add_column:
                                          table: readings
                                          column: { name: value, type: bigint, nullable: false }
                                          up: raw::bigint
                                    gates: { before_contract: none }
                                    """));
            Progress progress = run.awaitWaiting(180);
            assertThat(progress.problems().toString())
                    .contains("readings")
                    .contains("22P02")
                    .doesNotContain("not-a-number");
            assertThat(progress.next().toString())
                    .contains("godwit resume")
                    .contains("godwit rollback");
            Cli.Result status = shop.godwit("status", run.name());
            assertThat(status.out()).contains("readings").contains("godwit resume");

            shop.sql("update readings set raw = '900000' where id = 900000");
            Cli.Result resumed = shop.godwit("resume", run.name());
            assertThat(resumed.exit()).as(resumed.toString()).isZero();
            assertThat(run.result(120).outcome()).isEqualTo(Outcome.DONE);
            assertThat(
                            shop.number(
                                    "select count(*) from readings where value is distinct from"
                                            + " raw::bigint"))
                    .isZero();
        }
    }

    @Test
    void aFullDiskWaitsAndGoesOnWhenThereIsRoom() throws Exception {
        Path mount = Files.createTempDirectory("godwit-full");
        Tools.need(
                run("mount", "-t", "tmpfs", "-o", "size=24m,mode=0777", "tmpfs", mount.toString()),
                "a small file system cannot be mounted here (tmpfs needs root)");
        try (Shop shop = Shop.open("full")) {
            shop.sql("create tablespace small" + shop.name() + " location '" + mount + "'");
            shop.sql(
                    "create table users (id bigint primary key, first_name text not null, last_name"
                            + " text not null, filler text not null) tablespace small"
                            + shop.name(),
                    "insert into users select n, 'first', 'last', repeat('x', 300) from"
                            + " generate_series(1, 38000) n");
            shop.own("users");
            shop.worker();
            Run run =
                    shop.start(
                            shop.plan(
                                    "full-name.yaml",
                                    """
                                    operations:
                                      - add_column:
                                          table: users
                                          column: { name: full_name, type: text, nullable: false }
                                          up: first_name || ' ' || last_name || repeat('y', 200)
                                    gates: { before_contract: none }
                                    """));
            Progress progress = run.awaitWaiting(180);
            assertThat(progress.problems().toString()).contains("disk").contains("53100");
            assertThat(run("mount", "-o", "remount,size=200m", mount.toString())).isTrue();
            assertThat(shop.godwit("resume", run.name()).exit()).isZero();
            assertThat(run.result(120).outcome()).isEqualTo(Outcome.DONE);
            assertThat(
                            shop.number(
                                    "select count(*) from users where full_name is distinct from"
                                            + " first_name || ' ' || last_name || repeat('y',"
                                            + " 200)"))
                    .isZero();
            shop.sql("drop table users", "drop tablespace small" + shop.name());
        } finally {
            run("umount", "-l", mount.toString());
        }
    }

    @Test
    void aSecondStartFollowsTheSamePlanAndRefusesAnother() throws Exception {
        try (Shop shop = Shop.open("second")) {
            Users.create(shop, 500);
            shop.worker();
            Path plan =
                    shop.plan(
                            "full-name.yaml",
                            Users.plan(1_000_000, "{ before_backfill: approval }"));
            Run run = shop.start(plan);
            run.awaitWaiting(60);
            Cli.Result same = shop.godwit("start", plan.toString(), "--target", shop.name());
            assertThat(same.exit()).as(same.toString()).isEqualTo(3);
            assertThat(same.err()).contains(run.name()).contains("follows it");

            Path other =
                    shop.plan("full-name.yaml", Users.plan(999, "{ before_backfill: approval }"));
            Cli.Result second = shop.godwit("start", other.toString(), "--target", shop.name());
            assertThat(second.exit()).as(second.toString()).isEqualTo(7);
            assertThat(second.err()).contains(run.name()).contains("godwit status");
        }
    }

    @Test
    void withoutAWorkerItSaysSoAndStartsNothing() throws Exception {
        try (Shop shop = Shop.open("nobody")) {
            Users.create(shop, 10);
            Path plan = shop.plan("full-name.yaml", Users.plan(1_000));
            Cli.Result start = shop.godwit("start", plan.toString(), "--target", shop.name());
            assertThat(start.exit()).as(start.toString()).isEqualTo(69);
            assertThat(start.err()).contains("godwit." + shop.name());
        }
    }

    private static boolean run(String... command) throws Exception {
        return new ProcessBuilder(List.of(command)).inheritIO().start().waitFor() == 0;
    }
}
