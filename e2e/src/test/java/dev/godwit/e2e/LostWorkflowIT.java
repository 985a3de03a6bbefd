package dev.godwit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.e2e.harness.Cli;
import dev.godwit.e2e.harness.Run;
import dev.godwit.e2e.harness.Shop;
import dev.godwit.e2e.harness.Tools;
import dev.godwit.e2e.harness.Users;
import dev.godwit.workflow.Outcome;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Somebody ends a workflow, or pauses its activity, by hand in the Temporal UI. */
class LostWorkflowIT {

    private static final int ROWS = 20_000;

    private static final String OBJECTS =
            """
            select string_agg(what, ', ' order by what) from (
              select 'schema ' || nspname as what from pg_namespace where nspname !~ '^pg_'
              union all select 'function ' || proname from pg_proc where pronamespace in (select oid from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema')
              union all select 'trigger ' || tgname from pg_trigger where not tgisinternal
              union all select relkind::text || ' ' || relname from pg_class where relnamespace = 'public'::regnamespace
              union all select 'column ' || attname from pg_attribute where attrelid = 'users'::regclass and attnum > 0 and not attisdropped
              union all select 'constraint ' || conname from pg_constraint where conrelid = 'users'::regclass) all_of_it
            """;

    @Test
    void aTerminatedRunIsAnOrphanIsRecoveredAndLosesNothing() throws Exception {
        try (Shop shop = Shop.open("orphan")) {
            Users.create(shop, ROWS);
            shop.worker();
            Run run = shop.start(shop.plan("full-name.yaml", Users.plan(3_000)));
            run.awaitRows(3_000, 90);
            run.terminate();

            Cli.Result list = shop.godwit("list", "--target", shop.name());
            assertThat(list.out())
                    .as(list.toString())
                    .contains("orphan")
                    .contains("godwit recover");
            Cli.Result doctor = shop.godwit("doctor", shop.name());
            assertThat(doctor.exit()).as(doctor.toString()).isEqualTo(8);
            assertThat(doctor.out()).contains("godwit recover " + run.name());

            Cli.Result recovered = shop.godwit("recover", run.name(), "--reason", "by mistake");
            assertThat(recovered.exit()).as(recovered.toString()).isZero();
            assertThat(run.result(60).outcome()).isEqualTo(Outcome.DONE);
            assertThat(Users.changed(shop)).isTrue();
            assertThat(Users.wrong(shop)).isZero();
            assertThat(Users.writtenTwice(shop)).isZero();

            Cli.Result again = shop.godwit("recover", run.name());
            assertThat(again.exit()).as(again.toString()).isEqualTo(6);
        }
    }

    @Test
    void aTerminatedRunIsRolledBackAndUninstallLeavesNothingBehind() throws Exception {
        try (Shop shop = Shop.open("uninstalled")) {
            Users.create(shop, ROWS);
            String before = shop.value(OBJECTS).orElseThrow();
            shop.worker();
            Run run = shop.start(shop.plan("full-name.yaml", Users.plan(3_000)));
            run.awaitRows(3_000, 90);
            run.terminate();

            Cli.Result early = shop.godwit("uninstall", shop.name(), "--yes");
            assertThat(early.exit()).as(early.toString()).isEqualTo(7);
            Cli.Result back = shop.godwit("rollback", run.name(), "--yes");
            assertThat(back.exit()).as(back.toString()).isEqualTo(4);
            Cli.Result gone = shop.godwit("uninstall", shop.name(), "--yes");
            assertThat(gone.exit()).as(gone.toString()).isZero();

            assertThat(shop.value(OBJECTS)).contains(before);
        }
    }

    @Test
    void anActivityThatWasPausedInTheUiIsNoticedAndGoesOn() throws Exception {
        try (Shop shop = Shop.open("uipaused")) {
            Users.create(shop, ROWS);
            shop.worker();
            Run run = shop.start(shop.plan("full-name.yaml", Users.plan(3_000)));
            run.awaitRows(3_000, 90);
            temporal(shop, run, "pause");

            Tools.await(
                    "status to say so",
                    30,
                    () ->
                            shop.godwit("status", run.name())
                                    .out()
                                    .contains("paused in the Temporal"));
            Tools.await(
                    "the ledger to say so",
                    30,
                    () ->
                            shop.number(
                                            "select count(*) from godwit.ledger where event ="
                                                    + " 'activity.paused'")
                                    == 1);
            temporal(shop, run, "unpause");

            assertThat(run.result(120).outcome()).isEqualTo(Outcome.DONE);
            assertThat(Users.writtenTwice(shop)).isZero();
        }
    }

    /** Pauses or unpauses whatever activity is under way. */
    private static void temporal(Shop shop, Run run, String what) throws Exception {
        String id = shop.temporal().pendingActivity(run.name());
        Process process =
                new ProcessBuilder(
                                shop.temporal().binary().toString(),
                                "activity",
                                what,
                                "--address",
                                shop.temporal().address(),
                                "--workflow-id",
                                run.name(),
                                "--activity-id",
                                id)
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
    }
}
