package dev.godwit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.e2e.harness.Cli;
import dev.godwit.e2e.harness.Dump;
import dev.godwit.e2e.harness.Run;
import dev.godwit.e2e.harness.Shop;
import dev.godwit.e2e.harness.Users;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A plan is read before it is started, beside the run of another, and while it is under way. */
class PlanIT {

    @Test
    void saysWhatARunDoesAndLeavesNothingBehind() throws Exception {
        try (Shop shop = Shop.open("plan")) {
            Users.create(shop, 20_000);
            shop.worker();
            Path plan =
                    shop.plan("full-name.yaml", Users.plan(2_000, "{ before_backfill: approval }"));
            String before = Dump.of(shop);

            Cli.Result read =
                    shop.godwit("plan", plan.toString(), "--target", shop.name(), "--sql");

            assertThat(read.exit()).as(read.toString()).isZero();
            assertThat(read.out())
                    .contains(
                            "full-name: ready, 9 steps, 2 gates",
                            "waits until a person says godwit approve",
                            "about 20,000 rows",
                            "1 lane, 2,000 rows a second at most, by blocks, in 4 passes",
                            "lock     ACCESS EXCLUSIVE on users",
                            "create index concurrently",
                            "next        godwit start");
            assertThat(Dump.of(shop)).isEqualTo(before);
            assertThat(shop.number("select count(*) from pg_namespace where nspname = 'godwit'"))
                    .isZero();

            Path wrong =
                    shop.plan(
                            "wrong.yaml",
                            "operations: [ { drop_column: { table: users, column: nope } } ]");
            Cli.Result rejected = shop.godwit("plan", wrong.toString(), "--target", shop.name());
            assertThat(rejected.exit()).as(rejected.toString()).isEqualTo(6);
            assertThat(rejected.err()).contains("GW-202");

            Run run = shop.start(plan);
            run.awaitWaiting(60);
            Cli.Result underWay =
                    shop.godwit("plan", plan.toString(), "--target", shop.name(), "-o", "json");
            assertThat(underWay.exit()).as(underWay.toString()).isZero();
            assertThat(underWay.out()).contains("\"verdict\" : \"under_way\"", "add column");

            Path other =
                    shop.plan(
                            "other.yaml",
                            "operations: [ { create_index: { table: users, name: x, columns: { last_name: {} } } } ]");
            Cli.Result beside = shop.godwit("plan", other.toString(), "--target", shop.name());
            assertThat(beside.exit()).as(beside.toString()).isZero();
            assertThat(beside.out()).contains("GW-258", "build index x on users");
            assertThat(shop.number("select count(*) from godwit.run")).isEqualTo(1);
        }
    }
}
