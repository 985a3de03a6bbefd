package dev.godwit.project.django;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real Django, on a real database. */
class DjangoProjectTest {

    private static final List<String> STEPS =
            List.of("create table if not exists steps (said text)");

    @TempDir Path temp;
    private DjangoShop shop;

    @BeforeEach
    void open() throws Exception {
        shop = new DjangoShop(temp, "5.2.0", "");
        shop.variables.put("SHOP_PLAIN", "1");
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void appliesOneAtATimeAndTakesItBack() throws Exception {
        new RoundTrip(shop).run();
    }

    @Test
    void makesContentTypesAndPermissionsAsMigrateDoes() throws Exception {
        shop.variables.remove("SHOP_PLAIN");
        shop.write(
                "apps/stock/management/__init__.py",
                """
                from django.apps import apps
                from django.db.models.signals import post_migrate

                def greet(**about):
                    # A real model, as many projects have it: its table comes later.
                    apps.get_model("orders", "Order").objects.get_or_create(email="nobody", item_id=1)

                post_migrate.connect(greet, sender=apps.get_app_config("stock"))
                """);
        for (String id :
                List.of("contenttypes.0001_initial", "auth.0001_initial", "stock.0001_initial")) {
            assertThat(shop.forward(id)).as(id).isInstanceOf(Outcome.Done.class);
        }
        assertThat(shop.postgres.texts("select codename from auth_permission order by 1"))
                .contains("add_item", "view_item");
        String early = "greet of stock comes again after the last migration";
        assertThat(shop.forward("auth.0002_alter_permission_name_max_length"))
                .isEqualTo(
                        new Outcome.Done(
                                List.of(
                                        "applied auth.0002_alter_permission_name_max_length",
                                        early)));
    }

    @Test
    void happensAsAWholeOrNotAtAll() throws Exception {
        Outcome broken = shop.forward("stock.0001_initial", STEPS, List.of("insert into nowhere"));
        assertThat(broken)
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> {
                            assertThat(failed.sqlstate()).isEqualTo("42601");
                            assertThat(failed.lockTimeout()).isFalse();
                        });
        assertThat(shop.postgres.texts("select relname from pg_stat_user_tables")).isEmpty();
        shop.forward("stock.0001_initial");
        shop.migration(
                "0002_price",
                """
                def fail(apps, schema_editor):
                    print(schema_editor.connection.settings_dict)
                    int("value of a row")
                """,
                """
                dependencies = [("stock", "0001_initial")]
                operations = [
                    migrations.AddField("item", "price", models.IntegerField(default=0)),
                    migrations.RunPython(fail),
                ]
                """);
        assertThat(shop.forward("stock.0002_price"))
                .isEqualTo(
                        new Outcome.Failed(
                                "", "ValueError at apps/stock/migrations/0002_price.py:5", false));
        assertThat(shop.recorded()).containsExactly("stock.0001_initial");
        assertThat(shop.printed())
                .contains("'PASSWORD': '***'", "settings say something")
                .doesNotContain(DjangoShop.PASSWORD, DjangoShop.KEY);
    }

    @Test
    void aFunctionThatAsksAnotherDatabaseIsNotTriedForEver() throws Exception {
        shop.forward("stock.0001_initial");
        shop.migration(
                "0002_price",
                """
                def ask(apps, schema_editor):
                    from django.db import connections
                    connections.settings["other"] = dict(
                        connections["default"].settings_dict, HOST="127.0.0.1", PORT="1")
                    connections["other"].cursor()
                """,
                """
                dependencies = [("stock", "0001_initial")]
                operations = [migrations.RunPython(ask)]
                """);
        assertThat(shop.forward("stock.0002_price"))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed ->
                                assertThat(failed.words())
                                        .contains("another database", "schema_editor"));
        assertThat(shop.recorded()).containsExactly("stock.0001_initial");
    }

    @Test
    void leavesNothingWhenItIsKilled() throws Exception {
        shop.migration(
                "0001_initial",
                "",
                """
                operations = [
                    migrations.CreateModel("Item", [("id", models.BigAutoField(primary_key=True))]),
                    migrations.RunSQL("select pg_sleep(60)"),
                ]
                """);
        try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Outcome> killed =
                    other.submit(() -> shop.forward("stock.0001_initial", STEPS, List.of()));
            shop.postgres.await(
                    "select exists (select from pg_stat_activity where wait_event = 'PgSleep'"
                            + " and application_name = 'godwit of a test'"
                            + " and datname = current_database())");
            assertThat(shop.processes()).hasSize(1).allMatch(ProcessHandle::destroyForcibly);
            assertThatThrownBy(killed::get).hasCauseInstanceOf(IOException.class);
        }
        // The server notices that its client is gone, although it sleeps for a minute.
        shop.postgres.await(
                "select not exists (select from pg_stat_activity where"
                        + " application_name = 'godwit of a test'"
                        + " and datname = current_database())");
        assertThat(shop.postgres.texts("select relname from pg_stat_user_tables")).isEmpty();
    }

    @Test
    void twoAtOnceFollowOneAnother() throws Exception {
        shop.migration(
                "0001_initial",
                "",
                """
                operations = [
                    migrations.CreateModel("Item", [("id", models.BigAutoField(primary_key=True))]),
                    migrations.RunSQL("select pg_sleep(1)"),
                ]
                """);
        List<String> after = List.of("insert into steps values ('100%')");
        try (ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Outcome>> both =
                    List.of(
                            others.submit(() -> shop.forward("stock.0001_initial", STEPS, after)),
                            others.submit(() -> shop.forward("stock.0001_initial", STEPS, after)));
            assertThat(List.of(both.get(0).get(), both.get(1).get()))
                    .hasAtLeastOneElementOfType(Outcome.Done.class)
                    .hasAtLeastOneElementOfType(Outcome.AlreadyThere.class);
        }
        assertThat(shop.postgres.texts("select said from steps")).containsExactly("100%");
    }

    @Test
    void tellsALockThatWasNotToBeHadFromOtherFailures() throws Exception {
        shop.forward("stock.0001_initial");
        shop.impatient();
        try (Connection application = shop.postgres.begin("select count(*) from stock_item")) {
            assertThat(shop.forward("stock.0002_price"))
                    .isInstanceOfSatisfying(
                            Outcome.Failed.class,
                            failed -> {
                                assertThat(failed.sqlstate()).isEqualTo("55P03");
                                assertThat(failed.lockTimeout()).isTrue();
                            });
            application.rollback();
        }
        try (Connection other =
                shop.postgres.begin(
                        "select pg_advisory_lock(hashtext('godwit'), hashtext('django'))")) {
            assertThat(shop.forward("stock.0002_price"))
                    .isEqualTo(
                            new Outcome.Failed(
                                    "55P03", "somebody else migrates this database", true));
            other.rollback();
        }
        assertThat(shop.forward("stock.0002_price")).isInstanceOf(Outcome.Done.class);
    }
}
