package dev.godwit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.e2e.harness.Run;
import dev.godwit.e2e.harness.Shop;
import dev.godwit.e2e.harness.Tools;
import dev.godwit.e2e.harness.Users;
import dev.godwit.e2e.harness.WorkerProcess;
import dev.godwit.e2e.harness.Writers;
import dev.godwit.workflow.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A worker that is there, does nothing for longer than every time-out, and then goes on. */
class StoppedWorkerIT {

    private static final int ROWS = 60_000;

    @Test
    void aWorkerThatWakesUpAfterItsTimeOutsFindsItsWorkTakenOverAndWritesNothing()
            throws Exception {
        try (Shop shop = Shop.open("stopped")) {
            Users.create(shop, ROWS);
            WorkerProcess first = shop.worker();
            Run run = shop.start(shop.plan("full-name.yaml", Users.plan(3_000)));
            run.awaitRows(3_000, 90);
            try (Writers writers = Writers.start(shop, 2, ROWS, 7)) {
                first.freeze();
                WorkerProcess second = shop.worker();
                long frozen = run.rows();
                Tools.await("the second worker to go on", 60, () -> run.rows() > frozen + 3_000);
                first.thaw();
                assertThat(run.result(180).outcome()).isEqualTo(Outcome.DONE);
                writers.end();
                assertThat(writers.lost()).isZero();
                second.kill();
            }
            assertThat(Users.writtenTwice(shop)).isZero();
            assertThat(Users.changed(shop)).isTrue();
        }
    }

    @Tag("slow")
    @Test
    void aWorkerThatIsAskedToEndDrainsAndTheNextOneGoesOn() throws Exception {
        try (Shop shop = Shop.open("drained")) {
            Users.create(shop, 20_000);
            WorkerProcess first = shop.worker();
            Run run = shop.start(shop.plan("full-name.yaml", Users.plan(2_000)));
            run.awaitRows(2_000, 90);
            assertThat(first.stop()).as("ended by itself after SIGTERM").isTrue();
            shop.worker();
            assertThat(run.result(120).outcome()).isEqualTo(Outcome.DONE);
            assertThat(Users.writtenTwice(shop)).isZero();
            assertThat(Users.wrong(shop)).isZero();
        }
    }
}
