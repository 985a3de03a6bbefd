package dev.godwit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.e2e.harness.Cli;
import dev.godwit.e2e.harness.Run;
import dev.godwit.e2e.harness.Shop;
import dev.godwit.e2e.harness.Users;
import dev.godwit.e2e.harness.WorkerProcess;
import dev.godwit.workflow.Outcome;
import org.junit.jupiter.api.Test;

/** Pause, throttle, resume and approve, each with a worker that is killed once it was answered. */
class ControlledIT {

    private static final int ROWS = 60_000;

    @Test
    void aRunObeysWithinSecondsAndForgetsNothingWhenItsWorkerIsKilledRightAfterTheAnswer()
            throws Exception {
        try (Shop shop = Shop.open("controlled")) {
            Users.create(shop, ROWS);
            WorkerProcess worker = shop.worker();
            Run run =
                    shop.start(
                            shop.plan(
                                    "full-name.yaml",
                                    Users.plan(2_000, "{ before_contract: approval }")));
            run.awaitRows(2_000, 90);

            ok(shop.godwit("pause", run.name(), "--reason", "the shop is busy"));
            Thread.sleep(3_000);
            long stopped = written(shop);
            worker.kill();
            worker = shop.worker();
            Thread.sleep(3_000);
            assertThat(written(shop)).as("rows written while paused").isEqualTo(stopped);
            Cli.Result status = shop.godwit("status", run.name());
            assertThat(status.out()).contains("the shop is busy").contains("godwit resume");

            ok(shop.godwit("throttle", run.name(), "--max-rows-per-second", "500"));
            ok(shop.godwit("resume", run.name()));
            worker.kill();
            worker = shop.worker();
            long slow = rate(shop);
            assertThat(slow).as("rows per second at 500").isBetween(100L, 900L);

            ok(shop.godwit("throttle", run.name(), "--max-rows-per-second", "none"));
            Cli.Result watched = shop.godwit("watch", run.name());
            assertThat(watched.exit()).as(watched.toString()).isEqualTo(3);
            ok(shop.godwit("approve", run.name(), "--reason", "new code is out"));
            worker.kill();
            shop.worker();

            assertThat(run.result(120).outcome()).isEqualTo(Outcome.DONE);
            assertThat(Users.wrong(shop)).isZero();
            assertThat(Users.writtenTwice(shop)).isZero();
            assertThat(
                            shop.value(
                                    "select string_agg(event, ' ' order by id) from godwit.ledger"
                                            + " where event in ('run.paused', 'run.throttled',"
                                            + " 'run.resumed', 'gate.approved')"))
                    .contains("run.paused run.throttled run.resumed run.throttled gate.approved");
            Cli.Result history = shop.godwit("history", run.name(), "-o", "json");
            assertThat(history.out()).contains("the shop is busy").contains("new code is out");
        }
    }

    private static long written(Shop shop) throws Exception {
        return shop.number("select count(*) from written where by like 'godwit%'");
    }

    private static long rate(Shop shop) throws Exception {
        Thread.sleep(2_000);
        long before = written(shop);
        Thread.sleep(6_000);
        return (written(shop) - before) / 6;
    }

    private static void ok(Cli.Result result) {
        assertThat(result.exit()).as(result.toString()).isZero();
    }
}
