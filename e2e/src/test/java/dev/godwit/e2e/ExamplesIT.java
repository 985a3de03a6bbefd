package dev.godwit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.e2e.harness.Cli;
import dev.godwit.e2e.harness.Dump;
import dev.godwit.e2e.harness.Run;
import dev.godwit.e2e.harness.Shop;
import dev.godwit.workflow.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every plan under examples/ runs to its end on the schema beside it, and is taken back again. */
class ExamplesIT {

    private static final Path EXAMPLES = Cli.root().resolve("examples");

    @Test
    void everyExampleRunsAndIsTakenBack() throws Exception {
        List<Path> plans;
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            plans =
                    files.filter(file -> file.toString().endsWith(".yaml"))
                            .filter(file -> !file.endsWith("godwit.yaml"))
                            .sorted()
                            .toList();
        }
        assertThat(plans).hasSizeGreaterThanOrEqualTo(6);
        try (Shop shop = Shop.open("examples")) {
            shop.sql(Files.readString(EXAMPLES.resolve("schema.sql")));
            shop.own("users");
            shop.own("orders");
            shop.worker();
            for (Path plan : plans) {
                String schema = Dump.of(shop);
                Run run = shop.start(plan);
                Cli.Result followed = shop.godwit("watch", run.name());
                if (followed.exit() == 3) {
                    run.approve();
                }
                assertThat(run.result(120).outcome())
                        .as("%s: %s", plan, followed)
                        .isEqualTo(Outcome.DONE);
                Cli.Result back = shop.godwit("rollback", run.name(), "--yes");
                if (back.exit() == 3) {
                    run.approve();
                    back = shop.godwit("watch", run.name());
                }
                assertThat(back.exit()).as("%s: %s", plan, back).isEqualTo(4);
                assertThat(Dump.of(shop)).as(plan.toString()).isEqualTo(schema);
            }
            Cli.Result list = shop.godwit("list", "--target", shop.name());
            assertThat(list.out())
                    .contains(shop.name() + "/users-full-name")
                    .contains("rolled back");
        }
    }
}
