package dev.godwit.project.django;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.project.ProjectFailure;
import dev.godwit.project.django.squash.Squash;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteTest {

    @TempDir Path temp;
    private DjangoShop shop;
    private DjangoProject project;

    @BeforeEach
    void open() throws Exception {
        shop = new DjangoShop(temp, "5.2.0", "");
        shop.variables.put("SHOP_PLAIN", "1");
        project = shop.open();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private Path stock(String name) {
        return shop.folder.resolve("apps/stock/migrations/" + name + ".py");
    }

    @Test
    void writesWhatTheModelsAskFor() throws Exception {
        assertThat(project.makemigrations("stock", "", false, false).paths()).isEmpty();
        assertThat(project.makemigrations("stock", "by_hand", true, false).paths())
                .containsExactly(stock("0003_by_hand").toRealPath());
        assertThat(Files.readString(stock("0003_by_hand")))
                .contains("migrations.RunPython(forwards, backwards),", "\"stock\", \"Name\"");
        assertThat(shop.look().plan()).contains("stock.0003_by_hand");
        Written dry = project.makemigrations("stock", "more", true, true);
        assertThat(dry.paths()).isEmpty();
        assertThat(stock("0004_more")).doesNotExist();
        String models = shop.read("apps/stock/models.py");
        shop.write("apps/stock/models.py", models + "    size = models.IntegerField()\n");
        assertThatThrownBy(() -> project.makemigrations("stock", "size", false, false))
                .isInstanceOfSatisfying(
                        ProjectFailure.class,
                        failure ->
                                assertThat(failure.problem().because())
                                        .contains("'size' on model 'item' not migrated"));
        assertThat(Files.exists(shop.folder.resolve("shop.sqlite3"))).isFalse();
    }

    @Test
    void bringsTwoLeavesTogether() throws Exception {
        shop.migration(
                "0002_other", "", "dependencies = [('stock', '0001_initial')]\noperations = []\n");
        Written dry = project.merge("stock", true);
        assertThat(dry.paths()).isEmpty();
        assertThat(String.join("\n", dry.said())).contains("0002_other", "0003_merge");
        Written merged = project.merge("stock", false);
        assertThat(merged.paths()).singleElement().asString().contains("0003_merge");
        assertThat(shop.look().conflicts()).isEmpty();
        assertThat(project.merge("stock", false).paths()).isEmpty();
    }

    @Test
    void aSquashIsSeenBeforeItIsThere() throws Exception {
        Squash squash = project.squash("stock", "0001", "0002");
        assertThat(squash.id()).isEqualTo("stock.0001_initial_squashed_0002_price");
        assertThat(squash.replaces()).containsExactly("stock.0001_initial", "stock.0002_price");
        assertThat(squash.back()).isEqualTo("stock.zero");
        assertThat(squash.file().toFile()).doesNotExist();
        assertThat(project.with(squash).look(shop.login()).plan()).contains(squash.id());
        assertThat(shop.look().plan()).contains("stock.0002_price").doesNotContain(squash.id());
        squash.put();
        assertThat(shop.look().plan()).contains(squash.id());
        assertThat(project.without(squash).look(shop.login()).plan())
                .contains("stock.0002_price")
                .doesNotContain(squash.id());
        assertThatThrownBy(squash::put).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(shop.folder.resolve("apps/stock/migrations").toFile().list())
                .noneMatch(name -> name.startsWith("."));
    }

    @Test
    void noSquashIsWrittenThatNobodyCouldLoad() throws Exception {
        assertThatThrownBy(() -> project.squash("orders", "", "0002"))
                .isInstanceOfSatisfying(
                        ProjectFailure.class,
                        failure -> {
                            assertThat(failure.problem().code()).isEqualTo("GW-769");
                            assertThat(failure.problem().because())
                                    .contains(
                                            "orders.migrations.0002_shout.hush",
                                            "begins with a digit");
                        });
        assertThat(shop.look().plan()).contains("orders.0002_shout");
        assertThatThrownBy(() -> project.squash("orders", "0004", "0002"))
                .isInstanceOfSatisfying(
                        ProjectFailure.class,
                        failure ->
                                assertThat(failure.problem().because())
                                        .contains("cannot be found"));
    }
}
