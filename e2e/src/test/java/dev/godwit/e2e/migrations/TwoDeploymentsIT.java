package dev.godwit.e2e.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.e2e.harness.Cli;
import dev.godwit.e2e.harness.Shop;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Deployments that begin at the same time with the same pending migrations: one applies them. */
class TwoDeploymentsIT {

    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource(names = "PRISMA")
    void ofOneProject(Example example) throws Exception {
        theOtherIsRefusedAndTheSameFollows(example);
    }

    @Tag("slow")
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PRISMA")
    void ofOneProjectOfOtherTools(Example example) throws Exception {
        theOtherIsRefusedAndTheSameFollows(example);
    }

    private void theOtherIsRefusedAndTheSameFollows(Example example) throws Exception {
        try (Shop shop = Shop.open("two-" + example.kind())) {
            shop.sql("alter role \"%s\" createdb".formatted(shop.name()));
            shop.configure(
                    "  %s: { repository: \"%s\" }\n"
                            .formatted(example.project(), example.longer(folder)));
            shop.worker();
            assertThat(begin(shop, example, "first", "to: " + example.to()).get().exit()).isZero();
            shop.sql(example.rows());
            long before = shop.number("select max(id) from godwit.run");
            CompletableFuture<Cli.Result> winner;
            CompletableFuture<Cli.Result> follower;
            try (Held held = Held.table(shop, example.table())) {
                CompletableFuture<Cli.Result> blue = begin(shop, example, "blue", "");
                CompletableFuture<Cli.Result> green = begin(shop, example, "green", "");
                // The one that applies them cannot end before the table is free.
                CompletableFuture.anyOf(blue, green).get(180, TimeUnit.SECONDS);
                boolean won = green.isDone(); // by the blue one
                Cli.Result loser = (won ? green : blue).get();
                assertThat(loser.exit()).as(loser.toString()).isEqualTo(7);
                assertThat(loser.out()).contains("GW-712");
                winner = won ? blue : green;
                held.await();
                follower = begin(shop, example, won ? "blue" : "green", "");
                Thread.sleep(3_000);
                assertThat(List.of(winner.isDone(), follower.isDone())).containsOnly(false);
            }
            for (CompletableFuture<Cli.Result> each : List.of(winner, follower)) {
                Cli.Result result = each.get(180, TimeUnit.SECONDS);
                assertThat(result.exit()).as(result.toString()).isZero();
            }
            assertThat(shop.value(example.record())).hasValue(example.all());
            assertThat(
                            shop.number(
                                    "select count(distinct run) from godwit.step where state = 'done' and run > "
                                            + before))
                    .isEqualTo(1);
            assertThat(shop.number("select count(*) from " + example.table())).isEqualTo(500);
        }
    }

    private static CompletableFuture<Cli.Result> begin(
            Shop shop, Example example, String name, String more) throws Exception {
        Path plan = example.plan(shop, name, more);
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return shop.godwit("start", plan.toString(), "--target", shop.name());
                    } catch (Exception failure) {
                        throw new IllegalStateException(failure);
                    }
                },
                // The common pool has one thread where there are two processors.
                task -> Thread.ofPlatform().start(task));
    }
}
