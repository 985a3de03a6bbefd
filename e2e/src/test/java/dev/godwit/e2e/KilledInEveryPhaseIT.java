package dev.godwit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.e2e.harness.Cli;
import dev.godwit.e2e.harness.Run;
import dev.godwit.e2e.harness.Shop;
import dev.godwit.e2e.harness.Tools;
import dev.godwit.e2e.harness.Users;
import dev.godwit.e2e.harness.WorkerProcess;
import dev.godwit.workflow.Outcome;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * SIGKILL in each phase but backfill; a lock or a slow query of the test's holds the phase open.
 */
class KilledInEveryPhaseIT {

    private static final int ROWS = 5_000;

    @Tag("slow")
    @Test
    void killedInPreflight() throws Exception {
        try (Shop shop = Shop.open("preflight")) {
            Users.create(shop, ROWS);
            WorkerProcess worker = shop.worker();
            try (Connection blocker = shop.connect()) {
                // The trial of `up` reads the table, so an exclusive lock holds it up.
                hold(blocker, "lock table users in access exclusive mode");
                Run run = shop.start(shop.plan("full-name.yaml", Users.plan(1_000_000)));
                awaitBlocked(shop);
                worker.kill();
                blocker.rollback();
                shop.worker();
                assertDone(shop, run);
            }
        }
    }

    @Test
    void killedInApplyWhileItWaitsForTheTable() throws Exception {
        try (Shop shop = Shop.open("apply")) {
            Users.create(shop, ROWS);
            WorkerProcess worker = shop.worker();
            try (Connection blocker = shop.connect()) {
                hold(blocker, "select count(*) from users");
                Run run = shop.start(shop.plan("full-name.yaml", Users.plan(1_000_000)));
                run.awaitPhase("APPLY", 60);
                worker.kill();
                shop.worker();
                blocker.rollback();
                assertDone(shop, run);
            }
        }
    }

    @Test
    void killedWhileTheTriggerOfAFilledTableWaitsForAWriter() throws Exception {
        try (Shop shop = Shop.open("late")) {
            Users.create(shop, ROWS);
            WorkerProcess worker = shop.worker();
            Run run = shop.start(shop.plan("full-name.yaml", Users.late(Users.plan(1_000))));
            run.awaitPhase("BACKFILL", 60);
            try (Connection writer = shop.connect()) {
                hold(writer, "lock table users in row exclusive mode");
                awaitBlocked(shop);
                worker.kill();
                shop.worker();
                try (Statement change = writer.createStatement()) {
                    change.execute("update users set last_name = 'late' where id = 1");
                }
                writer.commit();
            }
            assertDone(shop, run);
            assertThat(
                            shop.number(
                                    "select count(distinct by) from written where id = 1 and by like 'godwit%'"))
                    .as("steps that wrote the row: the fill, and the comparison after the trigger")
                    .isEqualTo(2);
        }
    }

    @Tag("slow")
    @Test
    void killedInVerify() throws Exception {
        try (Shop shop = Shop.open("verify")) {
            Users.create(shop, ROWS);
            WorkerProcess worker = shop.worker();
            Path plan =
                    shop.plan(
                            "full-name.yaml",
                            Users.plan(1_000_000)
                                    + """
                                    verify:
                                      - { name: slow, sql: "select 1 from pg_sleep(3) where false" }
                                    """);
            Run run = shop.start(plan);
            run.awaitPhase("VERIFY", 60);
            worker.kill();
            shop.worker();
            assertDone(shop, run);
        }
    }

    @Test
    void killedInConstrainWhileTheIndexIsBuilt() throws Exception {
        try (Shop shop = Shop.open("constrain")) {
            Users.create(shop, ROWS);
            shop.sql("create table elsewhere (n int)", "insert into elsewhere values (1)");
            WorkerProcess worker = shop.worker();
            Run run =
                    shop.start(
                            shop.plan(
                                    "full-name.yaml",
                                    Users.plan(
                                            1_000_000,
                                            "{ before_constrain: approval, before_contract: none"
                                                    + " }")));
            run.awaitWaiting(60);
            try (Connection old = shop.connect()) {
                old.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                hold(old, "select * from elsewhere");
                run.approve();
                Tools.await(
                        "the index build to wait for the old snapshot",
                        60,
                        () ->
                                shop.number("select count(*) from pg_stat_progress_create_index")
                                        > 0);
                worker.kill();
                shop.worker();
                old.rollback();
            }
            assertDone(shop, run);
            assertThat(shop.number("select count(*) from pg_index where not indisvalid")).isZero();
            assertThat(
                            shop.number(
                                    "select count(*) from pg_class where relname like '_godwit%idx'"))
                    .isZero();
        }
    }

    @Test
    void killedAtAGateAndInContract() throws Exception {
        try (Shop shop = Shop.open("contract")) {
            Users.create(shop, ROWS);
            WorkerProcess worker = shop.worker();
            Run run =
                    shop.start(
                            shop.plan(
                                    "full-name.yaml",
                                    Users.plan(1_000_000, "{ before_contract: approval }")));
            run.awaitWaiting(90);
            worker.kill();
            worker = shop.worker();
            try (Connection blocker = shop.connect()) {
                hold(blocker, "select count(*) from users");
                run.approve();
                run.awaitPhase("CONTRACT", 60);
                worker.kill();
                shop.worker();
                blocker.rollback();
            }
            assertDone(shop, run);
        }
    }

    @Tag("slow")
    @Test
    void killedWhileItRollsBack() throws Exception {
        try (Shop shop = Shop.open("undo")) {
            Users.create(shop, ROWS);
            WorkerProcess worker = shop.worker();
            Run run =
                    shop.start(
                            shop.plan(
                                    "full-name.yaml",
                                    Users.plan(1_000_000, "{ before_contract: approval }")));
            run.awaitWaiting(90);
            try (Connection blocker = shop.connect()) {
                hold(blocker, "select count(*) from users");
                Cli.Result abort =
                        shop.godwit("abort", run.name(), "--reason", "tested", "--detach");
                assertThat(abort.exit()).as(abort.toString()).isZero();
                run.awaitPhase("ROLLING_BACK", 60);
                worker.kill();
                shop.worker();
                blocker.rollback();
            }
            assertThat(run.result(120).outcome()).isEqualTo(Outcome.ROLLED_BACK);
            assertThat(
                            shop.number(
                                    "select count(*) from pg_attribute where attrelid ="
                                            + " 'users'::regclass and attname = 'full_name'"))
                    .isZero();
        }
    }

    private static void hold(Connection connection, String sql) throws Exception {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void awaitBlocked(Shop shop) throws Exception {
        Tools.await(
                "the worker to wait for the lock",
                60,
                () ->
                        shop.number(
                                        "select count(*) from pg_stat_activity where usename ="
                                                + " current_database() and wait_event_type ="
                                                + " 'Lock'")
                                > 0);
    }

    private static void assertDone(Shop shop, Run run) throws Exception {
        assertThat(run.result(120))
                .satisfies(
                        report -> {
                            assertThat(report.outcome())
                                    .as(report.toString())
                                    .isEqualTo(Outcome.DONE);
                            assertThat(report.mismatches()).isZero();
                        });
        assertThat(Users.wrong(shop)).isZero();
        assertThat(Users.writtenTwice(shop)).isZero();
        assertThat(Users.changed(shop)).isTrue();
    }
}
