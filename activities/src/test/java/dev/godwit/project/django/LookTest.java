package dev.godwit.project.django;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.project.ProjectFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LookTest {

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

    private static Migration find(State state, String id) {
        return state.migrations().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private void rejected(String code, String because, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProjectFailure.class,
                        failure -> {
                            assertThat(failure.problem().code()).isEqualTo(code);
                            assertThat(failure.problem().because()).contains(because);
                        });
    }

    @Test
    void showsWhatIsPendingAndWritesNothing() throws Exception {
        shop.variables.remove("SHOP_PLAIN");
        State state = shop.look();
        assertThat(shop.open().django()).startsWith("5.2.");
        assertThat(state.plan())
                .hasSize(21)
                .startsWith("contenttypes.0001_initial")
                .endsWith("orders.0005_forget");
        assertThat(state.migrations()).extracting(Migration::id).hasSameElementsAs(state.plan());
        assertThat(state.unmigrated()).isEmpty();
        assertThat(state.conflicts()).isEmpty();
        assertThat(state.orphans()).isEmpty();

        Migration shout = find(state, "orders.0002_shout");
        assertThat(shout.file()).isEqualTo("apps/orders/migrations/0002_shout.py");
        assertThat(shout.own()).isTrue();
        assertThat(shout.checksum()).matches("[0-9a-f]{64}");
        assertThat(shout.dependencies()).contains("orders.0001_initial", "stock.0002_price");
        assertThat(shout.operations())
                .containsExactly(
                        new Operation("AddField", "Add field shout to order", true, false),
                        new Operation("RunPython", "Raw Python operation: shout", true, true));
        assertThat(shout.sql()).contains("ADD COLUMN \"shout\"").doesNotContain("BEGIN");
        assertThat(shout.backwards()).contains("DROP COLUMN \"shout\"");

        Migration index = find(state, "orders.0004_by_email");
        assertThat(index.atomic()).isFalse();
        assertThat(index.sql()).contains("CREATE INDEX CONCURRENTLY");
        Migration forget = find(state, "orders.0005_forget");
        assertThat(forget.operations()).extracting(Operation::reversible).containsExactly(false);
        assertThat(forget.backwards()).isEmpty();
        Migration user = find(state, "auth.0001_initial");
        assertThat(user.own()).isFalse();
        assertThat(user.file()).startsWith("/").endsWith("auth/migrations/0001_initial.py");
        assertThat(shop.postgres.texts("select relname from pg_stat_user_tables")).isEmpty();
    }

    @Test
    void showsLeavesOrphansAndWhatNoMigrationDoes() throws Exception {
        shop.forward("stock.0001_initial");
        shop.postgres.sql(
                "insert into django_migrations (app, name, applied) values ('stock', '0009_gone', now())");
        String second = "dependencies = [('stock', '0001_initial')]\noperations = []\n";
        shop.migration("0002_other", "", second);
        shop.write(
                "apps/stock/models.py",
                shop.read("apps/stock/models.py") + "    size = models.IntegerField()\n");
        State state = shop.look();
        assertThat(state.orphans()).containsExactly("stock.0009_gone");
        assertThat(state.conflicts())
                .containsExactly(
                        new Conflict("stock", List.of("0002_other", "0002_price"), "0001_initial"));
        assertThat(state.unmigrated()).containsExactly("stock: Add field size to item");
        assertThat(find(state, "stock.0001_initial").applied()).isTrue();
        assertThat(find(state, "stock.0001_initial").sql()).isEmpty();
    }

    @Test
    void understandsSquashes() throws Exception {
        shop.migration(
                "0001_squashed_0002_price",
                "",
                """
                replaces = [("stock", "0001_initial"), ("stock", "0002_price")]
                operations = [
                    migrations.CreateModel(
                        "Item",
                        [
                            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                            ("name", models.CharField(max_length=200)),
                            ("price", models.DecimalField(max_digits=10, decimal_places=2, default=0)),
                        ],
                    ),
                ]
                """);
        State fresh = shop.look();
        assertThat(fresh.plan())
                .startsWith("stock.0001_squashed_0002_price", "orders.0001_initial");
        assertThat(fresh.migrations())
                .extracting(Migration::id)
                .startsWith(
                        "stock.0001_initial", "stock.0002_price", "stock.0001_squashed_0002_price");
        assertThat(find(fresh, "stock.0001_squashed_0002_price").replaces())
                .containsExactly("stock.0001_initial", "stock.0002_price");
        assertThat(shop.forward("stock.0001_squashed_0002_price")).isInstanceOf(Outcome.Done.class);
        State applied = shop.look();
        assertThat(applied.migrations())
                .filteredOn(one -> one.app().equals("stock"))
                .hasSize(3)
                .allMatch(Migration::applied);
        assertThat(applied.unmigrated()).isEmpty();

        assertThat(shop.backward("stock.0002_price")).isInstanceOf(Outcome.Done.class);
        State half = shop.look();
        assertThat(half.plan()).startsWith("stock.0002_price");
        assertThat(find(half, "stock.0001_squashed_0002_price").applied()).isFalse();
        assertThat(shop.forward("stock.0002_price")).isInstanceOf(Outcome.Done.class);
        assertThat(find(shop.look(), "stock.0001_squashed_0002_price").applied()).isTrue();
        assertThat(shop.backward("stock.0001_squashed_0002_price"))
                .isInstanceOf(Outcome.Done.class);
        assertThat(shop.recorded()).isEmpty();
        assertThat(shop.forward("stock.0001_squashed_0002_price")).isInstanceOf(Outcome.Done.class);
        Files.delete(shop.folder.resolve("apps/stock/migrations/0001_initial.py"));
        Files.delete(shop.folder.resolve("apps/stock/migrations/0002_price.py"));
        State late = shop.look();
        assertThat(late.plan()).startsWith("orders.0001_initial");
        assertThat(late.orphans()).isEmpty();
        assertThat(shop.forward("orders.0001_initial")).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void saysWhatHasToBeMendedFirst() throws Exception {
        rejected("GW-767", "elsewhere", () -> shop.open().look(shop.login("nowhere")));
        shop.variables.remove("SHOP_KEY");
        rejected("GW-764", "KeyError: 'SHOP_KEY'", () -> shop.look());
        shop.variables.put("SHOP_KEY", DjangoShop.KEY);
        shop.write("apps/stock/migrations/0003_bad.py", "class Migration(\n");
        rejected("GW-766", "SyntaxError", () -> shop.look());
        shop.write("psycopg.py", "raise ImportError('not here')\n");
        shop.write("psycopg2.py", "raise ImportError('not here')\n");
        rejected("GW-765", "psycopg", () -> shop.look());
        Files.delete(shop.folder.resolve(".venv"));
        rejected("GW-762", "no environment", () -> shop.open());
        Files.createDirectory(shop.folder.resolve("other"));
        Files.move(shop.folder.resolve("manage.py"), shop.folder.resolve("other/manage.py"));
        shop.write("second/manage.py", "");
        rejected("GW-761", "other, second", () -> shop.open());
        Files.delete(shop.folder.resolve("second/manage.py"));
        Files.delete(shop.folder.resolve("other/manage.py"));
        rejected("GW-760", "", () -> shop.open());
    }

    @Test
    void aServerThatIsAwayIsNoProblemOfTheProject() throws Exception {
        Login login = shop.login();
        Login away =
                new Login(
                        login.alias(),
                        "127.0.0.1",
                        1,
                        login.database(),
                        login.user(),
                        login.password(),
                        login.sslmode(),
                        login.searchPath(),
                        login.lockTimeout(),
                        login.statementTimeout(),
                        login.applicationName());
        assertThatThrownBy(() -> shop.open().look(away)).isInstanceOf(IOException.class);
    }
}
