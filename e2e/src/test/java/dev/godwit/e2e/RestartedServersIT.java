package dev.godwit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.e2e.harness.Run;
import dev.godwit.e2e.harness.Shop;
import dev.godwit.e2e.harness.Users;
import dev.godwit.workflow.Outcome;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** PostgreSQL and Temporal go away in the middle of a backfill and come back. */
class RestartedServersIT {

    private static final int ROWS = 30_000;

    @Test
    void postgresIsRestarted() throws Exception {
        try (Shop shop = Shop.open("pgrestart")) {
            Users.create(shop, ROWS);
            shop.worker();
            Run run = shop.start(shop.plan("full-name.yaml", Users.plan(3_000)));
            run.awaitRows(5_000, 90);
            shop.postgres().restart(Duration.ofSeconds(3));
            assertDone(shop, run);
        }
    }

    @Test
    void temporalIsRestartedWithItsDatabaseFileKept() throws Exception {
        try (Shop shop = Shop.open("temporalrestart")) {
            Users.create(shop, ROWS);
            shop.worker();
            Run run = shop.start(shop.plan("full-name.yaml", Users.plan(3_000)));
            run.awaitRows(5_000, 90);
            shop.temporal().restart(Duration.ofSeconds(3));
            assertDone(shop, run);
        }
    }

    @Tag("slow")
    @Test
    void connectionsAreCutAgainAndAgain() throws Exception {
        try (Shop shop = Shop.open("cut")) {
            Users.create(shop, ROWS);
            shop.worker();
            Run run = shop.start(shop.plan("full-name.yaml", Users.plan(4_000)));
            run.awaitRows(2_000, 90);
            for (int cut = 0; cut < 5; cut++) {
                try (Connection connection = shop.connect();
                        Statement statement = connection.createStatement()) {
                    statement.execute(
                            "select pg_terminate_backend(pid) from pg_stat_activity where usename ="
                                    + " current_database()");
                }
                Thread.sleep(700);
            }
            assertDone(shop, run);
        }
    }

    private static void assertDone(Shop shop, Run run) throws Exception {
        assertThat(run.result(180))
                .satisfies(
                        report -> {
                            assertThat(report.outcome())
                                    .as(report.toString())
                                    .isEqualTo(Outcome.DONE);
                            assertThat(report.mismatches()).isZero();
                        });
        assertThat(Users.writtenTwice(shop)).isZero();
        assertThat(Users.wrong(shop)).isZero();
        assertThat(Users.changed(shop)).isTrue();
    }
}
