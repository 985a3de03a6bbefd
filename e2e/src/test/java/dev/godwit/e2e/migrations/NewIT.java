package dev.godwit.e2e.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.e2e.harness.Cli;
import dev.godwit.e2e.harness.Shop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** New migrations are written into a working copy, and nowhere else. */
class NewIT {

    @TempDir private Path project;

    @Test
    void writesTheNextFilesAndNothingWhenSomethingIsWrong() throws Exception {
        Path migrations = Files.createDirectories(project.resolve("db/migrations"));
        Files.writeString(migrations.resolve("0001_a.sql"), "create table a (id int);\n");
        try (Shop shop = Shop.open("new")) {
            shop.configure("  core: { repository: \"%s\" }\n".formatted(project));
            shop.worker();
            assertThat(written(shop, 0, "migration", "add_email", "--dry-run").out())
                    .contains("would write 0002_add_email.sql");
            assertThat(migrations.resolve("0002_add_email.sql")).doesNotExist();
            written(shop, 0, "migration", "add_email");
            written(shop, 0, "data-migration", "names");
            assertThat(names(migrations))
                    .containsExactly(
                            "0001_a.sql",
                            "0002_add_email.sql",
                            "0003_names_schema.sql",
                            "0004_names_data.sql");
            assertThat(written(shop, 6, "migration", "../evil").err()).contains("GW-781");
            assertThat(written(shop, 6, "merge").err()).contains("GW-779", "--out-of-order");
            assertThat(written(shop, 2, "migration").err()).contains("GW-783");
            assertThat(written(shop, 2, "squash", "--app", "a").err()).contains("GW-783");
            assertThat(written(shop, 6, "squash", "--app", "a", "--to", "0002").err())
                    .contains("GW-787", "sql");
            Cli.Result cloned =
                    shop.godwit(
                            "new", "migration", "b", "--project", "core", "--target", shop.name());
            assertThat(cloned.exit()).as(cloned.toString()).isEqualTo(6);
            assertThat(names(migrations)).hasSize(4);
        }
    }

    @Test
    void squashesWhatIsTheSameInANewDatabase() throws Exception {
        Path django = Example.DJANGO.repository(project);
        Path migrations = django.resolve("shop/migrations");
        List<String> before = names(migrations);
        try (Shop shop = Shop.open("squash")) {
            shop.configure("  shop-django: { repository: \"%s\" }\n".formatted(django));
            shop.worker();
            String[] squash = {"squash", "--app", "shop", "--to", "0003"};
            assertThat(written(shop, django, 6, squash).err())
                    .contains("GW-769", "shop.migrations.0002_town.fill", "begins with a digit");
            Path town = migrations.resolve("0002_town.py");
            String elidable = Files.readString(town).replace(".noop)", ".noop, elidable=True)");
            Files.writeString(town, elidable);
            assertThat(written(shop, django, 6, squash).err()).contains("GW-785", "createdb");
            assertThat(names(migrations)).isEqualTo(before);

            shop.sql("alter role \"%s\" createdb".formatted(shop.name()));
            assertThat(written(shop, django, 0, squash).out())
                    .contains("left out as elidable: shop.0002_town", "[X]", "wrote")
                    .contains("taken back, it leaves nothing");
            assertThat(names(migrations))
                    .contains("0001_squashed_0003_no_note.py")
                    .hasSize(before.size() + 1);
            assertThat(
                            shop.number(
                                    "select count(*) from pg_class where relname ~ '^(django|shop)_'"))
                    .isZero();
            Files.writeString(
                    town,
                    elidable.replace(
                            "operations = [",
                            "operations = [migrations.RunSQL('create table more (a int)'),"));
            String name = "0001_squashed_0003";
            assertThat(written(shop, django, 6, "squash", "--app", "shop", "--to", name).err())
                    .contains("GW-784", "table public.more only with the originals");
        }
    }

    private static List<String> names(Path folder) throws Exception {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private Cli.Result written(Shop shop, int exit, String... more) throws Exception {
        return written(shop, project, exit, more);
    }

    private static Cli.Result written(Shop shop, Path project, int exit, String... more)
            throws Exception {
        List<String> arguments = new ArrayList<>(List.of("new"));
        arguments.addAll(List.of(more));
        arguments.addAll(List.of("--project", project.toString(), "--target", shop.name()));
        Cli.Result result = shop.godwit(arguments.toArray(String[]::new));
        assertThat(result.exit()).as(result.toString()).isEqualTo(exit);
        return result;
    }
}
