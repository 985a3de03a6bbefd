package dev.godwit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.e2e.harness.Run;
import dev.godwit.e2e.harness.Shop;
import dev.godwit.e2e.harness.Tools;
import dev.godwit.e2e.harness.Users;
import dev.godwit.workflow.Outcome;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** An application transaction holds the table; others must not queue behind Godwit for long. */
class HeldTableIT {

    @Test
    void ddlWaitsInShortTriesNamesTheBlockerAndNobodyQueuesBehindIt() throws Exception {
        try (Shop shop = Shop.open("held")) {
            Users.create(shop, 2_000);
            shop.sql("grant pg_read_all_stats to \"" + shop.name() + "\"");
            shop.worker();
            AtomicInteger refused = new AtomicInteger();
            AtomicInteger served = new AtomicInteger();
            try (Connection holder = shop.connect()) {
                holder.setAutoCommit(false);
                int pid = pid(holder);
                select(holder, "select count(*) from users");
                Run run = shop.start(shop.plan("full-name.yaml", Users.plan(1_000_000)));
                run.awaitPhase("APPLY", 60);
                // Godwit asks for at most one second; an application that gives up after two
                // seconds
                // would be refused if it had to queue behind a waiting ALTER TABLE.
                try (Connection application = shop.connect()) {
                    select(application, "set lock_timeout = '2s'");
                    Tools.await(
                            "the blocker to be named",
                            60,
                            () -> {
                                try {
                                    select(application, "select * from users where id = 1");
                                    served.incrementAndGet();
                                } catch (SQLException waited) {
                                    refused.incrementAndGet();
                                }
                                return shop.number(
                                                "select count(*) from godwit.ledger where event ="
                                                        + " 'lock.waiting' and note like '%"
                                                        + pid
                                                        + "%'")
                                        > 0;
                            });
                    for (int i = 0; i < 100; i++) {
                        try {
                            select(
                                    application,
                                    "update users set changes = changes + 1 where id = 1");
                            served.incrementAndGet();
                        } catch (SQLException waited) {
                            refused.incrementAndGet();
                        }
                        Thread.sleep(30);
                    }
                }
                assertThat(run.phase()).isEqualTo("APPLY");
                holder.rollback();
                assertThat(run.result(120).outcome()).isEqualTo(Outcome.DONE);
            }
            assertThat(refused).hasValue(0);
            assertThat(served.get()).isGreaterThan(100);
            assertThat(Users.wrong(shop)).isZero();
        }
    }

    private static int pid(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static void select(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
