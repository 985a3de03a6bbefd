package dev.godwit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.e2e.harness.Cli;
import dev.godwit.e2e.harness.Dump;
import dev.godwit.e2e.harness.Run;
import dev.godwit.e2e.harness.Shop;
import dev.godwit.e2e.harness.Users;
import dev.godwit.workflow.Outcome;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rollback and abort in each phase: the schema equal by pg_dump, the user's columns unchanged. */
class RolledBackIT {

    private static final int ROWS = 6_000;
    private static final String CONTENT =
            "select md5(string_agg(u::text, ',' order by id)) from (select id, first_name, last_name,"
                    + " changes from users) u";

    @Test
    void inEachPhaseAndThenItCanBeStartedAgain() throws Exception {
        inEachPhase("rollback");
    }

    @Tag("slow")
    @Test
    void abortedInEachPhaseAndThenItCanBeStartedAgain() throws Exception {
        inEachPhase("abort");
    }

    private static void inEachPhase(String command) throws Exception {
        try (Shop shop = Shop.open(command)) {
            Users.create(shop, ROWS);
            String schema = Dump.of(shop);
            String content = shop.value(CONTENT).orElseThrow();
            shop.worker();

            Path held = shop.plan("full-name.yaml", Users.plan(1_000_000));
            try (Connection blocker = shop.connect();
                    Statement statement = blocker.createStatement()) {
                blocker.setAutoCommit(false);
                statement.execute("select count(*) from users");
                Run run = shop.start(held);
                run.awaitPhase("APPLY", 60);
                takeBack(shop, run, command, blocker);
            }
            assertUntouched(shop, schema, content);

            Run slow = shop.start(shop.plan("full-name.yaml", Users.plan(500)));
            slow.awaitRows(500, 60);
            takeBack(shop, slow, command, null);
            assertUntouched(shop, schema, content);

            for (String gate : new String[] {"before_backfill", "before_constrain"}) {
                Run run =
                        shop.start(
                                shop.plan(
                                        "full-name.yaml",
                                        Users.plan(
                                                1_000_000,
                                                "{ "
                                                        + gate
                                                        + ": approval, before_contract: none }")));
                run.awaitWaiting(60);
                takeBack(shop, run, command, null);
                assertUntouched(shop, schema, content);
            }

            Run hold =
                    shop.start(shop.plan("full-name.yaml", Users.plan(1_000_000) + "hold: 1h\n"));
            hold.awaitPhase("HOLD", 60);
            takeBack(shop, hold, command, null);
            assertUntouched(shop, schema, content);

            Cli.Result again =
                    shop.godwit(
                            "start",
                            shop.plan("full-name.yaml", Users.plan(1_000_000)).toString(),
                            "--target",
                            shop.name(),
                            "-o",
                            "json");
            assertThat(again.exit()).as(again.toString()).isZero();
            assertThat(again.json().get("outcome").asText()).isEqualTo("done");
            assertThat(again.json().get("mismatches").asLong()).isZero();
            assertThat(Users.changed(shop)).isTrue();

            Cli.Result applied =
                    shop.godwit(
                            "start",
                            shop.plan("full-name.yaml", Users.plan(1_000_000)).toString(),
                            "--target",
                            shop.name());
            assertThat(applied.exit()).as(applied.toString()).isZero();
            assertThat(applied.out() + applied.err()).contains("already applied");

            Cli.Result other =
                    shop.godwit(
                            "start",
                            shop.plan("full-name.yaml", Users.plan(777)).toString(),
                            "--target",
                            shop.name());
            assertThat(other.exit()).as(other.toString()).isEqualTo(6);

            Cli.Result back =
                    shop.godwit("rollback", shop.name() + "/full-name", "--yes", "-o", "json");
            assertThat(back.exit()).as(back.toString()).isEqualTo(4);
            assertUntouched(shop, schema, content);
        }
    }

    @Test
    void nullsThatAlterColumnFilledAreNullAgain() throws Exception {
        try (Shop shop = Shop.open("nulls")) {
            shop.sql(
                    "create table orders (id bigint primary key, currency text, total int)",
                    "insert into orders select n, case when n % 3 = 0 then 'CHF' end, n from"
                            + " generate_series(1, 5000) n");
            shop.own("orders");
            String schema = Dump.of(shop);
            String content =
                    shop.value("select md5(string_agg(o::text, ',' order by id)) from orders o")
                            .orElseThrow();
            shop.worker();
            Run run =
                    shop.start(
                            shop.plan(
                                    "currency.yaml",
                                    """
                                    operations:
                                      - alter_column: { table: orders, column: currency, nullable: false, up: "'EUR'" }
                                    """));
            run.awaitWaiting(90);
            assertThat(shop.number("select count(*) from orders where currency = 'EUR'"))
                    .isEqualTo(3334);
            Cli.Result back = shop.godwit("rollback", run.name(), "--yes");
            assertThat(back.exit()).as(back.toString()).isEqualTo(4);
            assertThat(Dump.of(shop)).isEqualTo(schema);
            assertThat(shop.value("select md5(string_agg(o::text, ',' order by id)) from orders o"))
                    .contains(content);
        }
    }

    private static void takeBack(
            Shop shop,
            Run run,
            String command,
            @org.jspecify.annotations.Nullable Connection blocker)
            throws Exception {
        String[] arguments =
                command.equals("rollback")
                        ? new String[] {"rollback", run.name(), "--yes"}
                        : new String[] {"abort", run.name()};
        if (blocker != null) {
            // What holds the phase open would hold the rollback up as well.
            Thread release =
                    Thread.ofPlatform()
                            .start(
                                    () -> {
                                        try {
                                            Thread.sleep(4_000);
                                            blocker.rollback();
                                        } catch (Exception failure) {
                                            throw new IllegalStateException(failure);
                                        }
                                    });
            Cli.Result result = shop.godwit(arguments);
            release.join();
            assertThat(result.exit()).as(result.toString()).isEqualTo(4);
        } else {
            Cli.Result result = shop.godwit(arguments);
            assertThat(result.exit()).as(result.toString()).isEqualTo(4);
        }
        assertThat(run.result(60).outcome()).isEqualTo(Outcome.ROLLED_BACK);
    }

    private static void assertUntouched(Shop shop, String schema, String content) throws Exception {
        assertThat(Dump.of(shop)).isEqualTo(schema);
        assertThat(shop.value(CONTENT)).contains(content);
        assertThat(shop.number("select count(*) from godwit.table_lock")).isZero();
    }
}
