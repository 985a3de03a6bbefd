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
            Cli.Result cloned =
                    shop.godwit(
                            "new", "migration", "b", "--project", "core", "--target", shop.name());
            assertThat(cloned.exit()).as(cloned.toString()).isEqualTo(6);
            assertThat(names(migrations)).hasSize(4);
        }
    }

    private static List<String> names(Path folder) throws Exception {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private Cli.Result written(Shop shop, int exit, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("new"));
        arguments.addAll(List.of(more));
        arguments.addAll(List.of("--project", project.toString(), "--target", shop.name()));
        Cli.Result result = shop.godwit(arguments.toArray(String[]::new));
        assertThat(result.exit()).as(result.toString()).isEqualTo(exit);
        return result;
    }
}
