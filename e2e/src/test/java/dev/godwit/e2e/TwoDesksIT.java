package dev.godwit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.e2e.harness.Cli;
import dev.godwit.e2e.harness.Desk;
import dev.godwit.e2e.harness.Run;
import dev.godwit.e2e.harness.Shop;
import dev.godwit.e2e.harness.Tap;
import dev.godwit.e2e.harness.Users;
import dev.godwit.workflow.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Two developers and one host with a worker. Their machines know no database and hold no
 * credential, and none travels over their wire.
 */
class TwoDesksIT {

    @Test
    void oneStartsAndTheOtherApprovesAndNeitherEverHoldsACredential() throws Exception {
        try (Shop shop = Shop.open("desks");
                Tap wire = Tap.to(shop.temporal().address())) {
            Users.create(shop, 5_000);
            shop.configure("    protected: true\n");
            shop.worker();
            Desk ann = Desk.of("ann", shop.name(), wire.address());
            Desk bob = Desk.of("bob", shop.name(), wire.address());
            Path plan =
                    ann.plan(
                            "full-name.yaml", Users.plan(100_000, "{ before_contract: approval }"));
            Run run = shop.run("full-name");

            Cli.Result started = ann.godwit("start", plan.toString(), "--target", shop.name());
            assertThat(started.exit()).as(started.toString()).isEqualTo(3);

            Cli.Result own = ann.godwit("approve", run.name());
            assertThat(own.exit()).as(own.toString()).isEqualTo(7);
            assertThat(own.err()).contains("somebody else");
            assertThat(bob.godwit("status", run.name()).out()).contains("godwit approve");
            Cli.Result approved = bob.godwit("approve", run.name(), "--reason", "reviewed");
            assertThat(approved.exit()).as(approved.toString()).isZero();
            assertThat(run.result(60).outcome()).isEqualTo(Outcome.DONE);

            Cli.Result history = bob.godwit("history", run.name(), "-o", "json");
            assertThat(history.out())
                    .contains("ann@ann-laptop")
                    .contains("bob@bob-laptop")
                    .contains("gate.refused")
                    .contains("reviewed");
            bob.godwit("list", "--target", shop.name());
            bob.godwit("doctor", shop.name());
            Cli.Result back = ann.godwit("rollback", run.name(), "--yes");
            assertThat(back.exit()).as(back.toString()).isEqualTo(4);

            String heard = wire.heard();
            assertThat(heard.contains("MigrationWorkflow") && heard.contains("first_name ||"))
                    .as("the wire was listened to, and understood")
                    .isTrue();
            assertThat(heard.contains(Shop.PASSWORD)).as("a password was on the wire").isFalse();
            assertThat(ann.known() + bob.known()).doesNotContain(Shop.PASSWORD);
        }
    }
}
