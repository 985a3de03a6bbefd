package dev.godwit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.e2e.harness.Cli;
import dev.godwit.e2e.harness.Shop;
import dev.godwit.e2e.harness.Users;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A folder of plans, started by two pipelines at the same time. */
class FolderIT {

    @Test
    void twoPipelinesAtOnceRunEachPlanOnceAndBothSucceed() throws Exception {
        try (Shop shop = Shop.open("folder")) {
            Users.create(shop, 5_000);
            shop.worker();
            Path folder =
                    Files.createDirectory(shop.plan("x.yaml", "").resolveSibling("migrations"));
            Files.writeString(folder.resolve("01-full-name.yaml"), Users.plan(2_000));
            Files.writeString(
                    folder.resolve("02-index.yaml"),
                    """
                    operations:
                      - create_index:
                          table: users
                          name: users_first_name_idx
                          columns: { first_name: {} }
                    """);
            String[] command = {"start", folder.toString(), "--target", shop.name()};

            CompletableFuture<Cli.Result> other =
                    CompletableFuture.supplyAsync(() -> run(shop, command));
            Cli.Result one = run(shop, command);
            Cli.Result two = other.get();

            assertThat(one.exit()).as(one.toString()).isZero();
            assertThat(two.exit()).as(two.toString()).isZero();
            assertThat(shop.number("select count(*) from godwit.run")).isEqualTo(2);
            assertThat(Users.changed(shop)).isTrue();

            Cli.Result again = run(shop, command);
            assertThat(again.exit()).as(again.toString()).isZero();
            assertThat(again.out() + again.err()).contains("already applied");
            assertThat(shop.number("select count(*) from godwit.run")).isEqualTo(2);
        }
    }

    private static Cli.Result run(Shop shop, String... command) {
        try {
            return shop.godwit(command);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }
}
