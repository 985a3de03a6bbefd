package dev.godwit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.e2e.harness.Cli;
import dev.godwit.e2e.harness.Run;
import dev.godwit.e2e.harness.Shop;
import dev.godwit.e2e.harness.Tools;
import dev.godwit.e2e.harness.WorkerProcess;
import dev.godwit.workflow.Outcome;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * SIGKILL at random moments of operations that exchange, drop and delete, forth and back, while an
 * application writes. Scaled by -Dgodwit.kills and repeated by -Dgodwit.seed.
 */
class KilledOperationsIT {

    private static final int KILLS = Integer.getInteger("godwit.kills", 3);
    private static final long SEED = Long.getLong("godwit.seed", 42);
    private static final int ROWS = 20_000;

    @Test
    void aChangeOfType() throws Exception {
        killed(
                "type",
                """
                migration: killed
                operations:
                  - alter_column: { table: items, column: price, type: "numeric(12,2)", up: price / 100.0, down: price * 100 }
                backfill: { max_rows_per_second: 8000 }
                """,
                "select count(*) from items where price <> id / 100.0");
    }

    @Tag("slow")
    @Test
    void aChangeOfTypeByACopy() throws Exception {
        killed(
                "copy",
                """
                migration: killed
                operations:
                  - alter_column: { table: items, column: price, type: "numeric(12,2)", up: price / 100.0, down: price * 100 }
                backfill: { strategy: copy, max_rows_per_second: 8000 }
                """,
                "select count(*) from items where price <> id / 100.0");
    }

    @Tag("slow")
    @Test
    void aDroppedColumn() throws Exception {
        killed(
                "drop",
                """
                migration: killed
                operations:
                  - drop_column: { table: items, column: price }
                gates: { before_contract: none }
                """,
                "select count(*) from pg_attribute where attrelid = 'items'::regclass and attname = 'price'");
    }

    @Tag("slow")
    @Test
    void deletedRows() throws Exception {
        killed(
                "delete",
                """
                migration: killed
                operations:
                  - delete: { table: items, where: price % 3 = 0 }
                gates: { before_contract: none }
                backfill: { max_rows_per_second: 3000 }
                """,
                "select count(*) from items where price % 3 = 0");
    }

    private static void killed(String name, String plan, String wrong) throws Exception {
        try (Shop shop = Shop.open(name)) {
            shop.sql(
                    "create table items (id bigint primary key, note text, price int not null default 1 check (price > 0))",
                    "insert into items select n, 'note', n from generate_series(1, %d) n"
                            .formatted(ROWS),
                    "create index items_price on items (price)");
            shop.own("items");
            String before = content(shop);
            Random random = new Random(SEED);
            WorkerProcess worker = shop.worker();
            try (Notes notes = new Notes(shop)) {
                Run run = shop.start(shop.plan("killed.yaml", plan));
                for (int kill = 1; kill <= KILLS; kill++) {
                    worker = again(shop, worker, "state = 'done'", random);
                }
                assertThat(run.result(180).outcome())
                        .as("seed %d: %s", SEED, run.result(1))
                        .isEqualTo(Outcome.DONE);
                assertThat(shop.number(wrong)).isZero();

                Cli.Result back = shop.godwit("rollback", run.name(), "--yes", "--detach");
                assertThat(back.exit()).as(back.toString()).isZero();
                worker = again(shop, worker, "state = 'undone'", random);
                Tools.await("the end", 180, () -> run.phase().equals("ROLLED_BACK"));
                assertThat((Throwable) notes.failure()).isNull();
            }
            assertThat(content(shop)).as("seed %d", SEED).isEqualTo(before);
        }
    }

    /** Killed a moment after a further step has ended, or after some seconds without one. */
    private static WorkerProcess again(Shop shop, WorkerProcess worker, String ended, Random random)
            throws Exception {
        String steps = "select count(*) from godwit.step where " + ended;
        long until = System.currentTimeMillis() + 10_000;
        while (shop.value("select to_regclass('godwit.step')").isEmpty()
                && System.currentTimeMillis() < until) {
            Thread.sleep(50);
        }
        long had = shop.number(steps);
        while (shop.number(steps) == had && System.currentTimeMillis() < until) {
            Thread.sleep(20);
        }
        Thread.sleep(random.nextInt(400));
        worker.kill();
        return shop.worker();
    }

    /** All that the application does not write, in whichever order columns are. */
    private static String content(Shop shop) throws SQLException {
        return shop.value("select md5(string_agg(id || ' ' || price, ',' order by id)) from items")
                .orElseThrow();
    }

    /** Writes notes, and must never get an error. */
    private static final class Notes implements AutoCloseable {

        private final AtomicReference<@Nullable SQLException> failure = new AtomicReference<>();
        private final Thread thread;
        private volatile boolean ended;

        Notes(Shop shop) {
            thread = Thread.ofVirtual().start(() -> write(shop));
        }

        private void write(Shop shop) {
            Random random = new Random(SEED);
            try (Connection connection = shop.connect();
                    PreparedStatement update =
                            connection.prepareStatement(
                                    "update items set note = note || 'x' where id = ?")) {
                while (!ended) {
                    update.setLong(1, 1 + random.nextInt(ROWS));
                    update.executeUpdate();
                    Thread.sleep(2);
                }
            } catch (SQLException broken) {
                failure.set(broken);
            } catch (InterruptedException ending) {
                Thread.currentThread().interrupt();
            }
        }

        @Nullable SQLException failure() {
            return failure.get();
        }

        @Override
        public void close() throws InterruptedException {
            ended = true;
            thread.join();
        }
    }
}
