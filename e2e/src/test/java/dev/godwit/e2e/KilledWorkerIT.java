package dev.godwit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.e2e.harness.Run;
import dev.godwit.e2e.harness.Shop;
import dev.godwit.e2e.harness.Users;
import dev.godwit.e2e.harness.WorkerProcess;
import dev.godwit.e2e.harness.Writers;
import dev.godwit.workflow.Outcome;
import dev.godwit.workflow.message.MigrationReport;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SIGKILL at random moments. Scaled by -Dgodwit.kills and repeated by -Dgodwit.seed. */
class KilledWorkerIT {

    private static final int KILLS = Integer.getInteger("godwit.kills", 5);
    private static final long SEED = Long.getLong("godwit.seed", 42);
    private static final int ROWS = 120_000;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aBackfillKilledAgainAndAgainWritesEveryRowOnceAndLosesNoWriteOfTheApplication(boolean late)
            throws Exception {
        String plan = Users.plan(ROWS / (2 * KILLS));
        try (Shop shop = Shop.open("killed")) {
            Users.create(shop, ROWS);
            Random random = new Random(SEED);
            WorkerProcess worker = shop.worker();
            Run run = shop.start(shop.plan("full-name.yaml", late ? Users.late(plan) : plan));
            run.awaitPhase("BACKFILL", 60);
            try (Writers writers = Writers.start(shop, 3, ROWS, SEED)) {
                for (int kill = 1; kill <= KILLS; kill++) {
                    long before = run.rows();
                    run.awaitRows(before + 1 + random.nextInt(ROWS / (4 * KILLS)), 60);
                    Thread.sleep(random.nextInt(300));
                    worker.kill();
                    assertThat(run.phase())
                            .as("killed in mid-backfill (seed %s)", SEED)
                            .isEqualTo("BACKFILL");
                    worker = shop.worker();
                }
                MigrationReport report = run.result(180);
                writers.end();

                assertThat(report.outcome())
                        .as("seed %s: %s", SEED, report)
                        .isEqualTo(Outcome.DONE);
                assertThat(writers.writes()).isGreaterThan(100);
                // After contract the column is the application's own business, and these writers
                // do not know it: from then on its INSERTs are refused by NOT NULL.
                assertThat(writers.failures())
                        .allSatisfy(
                                failure -> assertThat(failure.getSQLState()).isEqualTo("23502"));
                assertThat(writers.lost()).as("lost writes").isZero();
            }
            assertThat(Users.writtenTwice(shop)).as("rows written twice").isZero();
            assertThat(Users.changed(shop)).isTrue();
            assertThat(
                            shop.number(
                                    "select count(*) from godwit.ledger where event = 'fill.resumed'"))
                    .isGreaterThanOrEqualTo(KILLS);
        }
    }
}
