package dev.godwit.migration.folder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.plan.MigrationsReader;
import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.spec.MigrationsFile;
import dev.godwit.plan.spec.PlanKind;
import dev.godwit.postgres.script.source.ScriptFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectFilesTest {

    @TempDir private Path root;

    private void file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
    }

    private ScriptFolders.Files read(String keys) throws IOException {
        MigrationsFile plan = MigrationsReader.read("p.yaml", "project: shop\n" + keys).plan();
        return new ProjectFiles(Objects.requireNonNull(plan), root, "shop").read();
    }

    @Test
    void findsAFolderOfNumberedFiles() throws IOException {
        file("db/migrations/0001_a.sql", "select 1");
        file("db/migrations/readme.md", "no");
        ScriptFolders.Files files = read("kind: migrations");
        assertThat(files.kind()).isEqualTo(PlanKind.SQL);
        assertThat(files.folder()).isEqualTo("shop/db/migrations");
        assertThat(files.texts()).containsOnlyKeys("0001_a.sql");
    }

    @Test
    void findsPrismaWhereItIsAndWhereThePackageSays() throws IOException {
        file("src/db/migrations/20240101_a/migration.sql", "select 1");
        file("src/db/migrations/migration_lock.toml", "provider = \"postgresql\"");
        assertThat(read("kind: migrations").problems()).isNotEmpty();
        file("package.json", "{ \"prisma\": { \"schema\": \"./src/db/schema.prisma\" } }");
        ScriptFolders.Files files = read("kind: migrations");
        assertThat(files.kind()).isEqualTo(PlanKind.PRISMA);
        assertThat(files.texts()).containsKeys("20240101_a/migration.sql", "migration_lock.toml");
    }

    @Test
    void findsPrismaWhereItsConfigurationSays() throws IOException {
        file("db/steps/20240101_a/migration.sql", "select 1");
        file(
                "prisma.config.ts",
                "export default defineConfig({ schema: 'x', migrations: { seed: 'a', path: 'db/steps' } })");
        assertThat(read("kind: prisma").folder()).isEqualTo("shop/db/steps");
    }

    @Test
    void readsTheConfigurationOfASpringBootProject() throws IOException {
        file("src/main/resources/db/changes/V1__a.sql", "select 1");
        file("src/main/resources/db/changes/deep/V2__b.sql", "select 1");
        file(
                "src/main/resources/application.yml",
                """
                spring:
                  flyway:
                    locations: [ "classpath:db/changes" ]
                    default-schema: shop
                    placeholders: { some-owner: app }
                ---
                spring:
                  config.activate.on-profile: test
                  flyway: { default-schema: other }
                """);
        ScriptFolders.Files files = read("kind: migrations");
        assertThat(files.kind()).isEqualTo(PlanKind.FLYWAY);
        assertThat(files.texts()).containsKeys("V1__a.sql", "deep/V2__b.sql");
        assertThat(files.settings())
                .containsEntry("defaultSchema", "shop")
                .containsEntry("placeholders.some-owner", "app");
    }

    @Test
    void readsPropertiesAndFlywaysOwnFiles() throws IOException {
        file("sql/V1__a.sql", "select 1");
        file("src/main/resources/application.properties", "spring.flyway.table=changes\n");
        file("flyway.toml", "[flyway]\nlocations = [\"filesystem:sql\"]\n");
        ScriptFolders.Files files = read("kind: flyway");
        assertThat(files.texts()).containsKeys("V1__a.sql");
        assertThat(files.settings()).containsEntry("table", "changes");
    }

    @Test
    void asksWhichOneWhenThereAreSeveral() throws IOException {
        file("migrations/1_a.sql", "select 1");
        file("prisma/migrations/2024_a/migration.sql", "select 1");
        assertThat(read("kind: migrations").problems())
                .singleElement()
                .satisfies(
                        problem -> {
                            assertThat(problem.code()).isEqualTo("GW-743");
                            assertThat(problem.because())
                                    .contains("migrations (sql)", "prisma/migrations (prisma)");
                        });
        assertThat(read("kind: prisma").problems()).isEmpty();
        assertThat(read("kind: migrations\npath: migrations").kind()).isEqualTo(PlanKind.SQL);
    }

    @Test
    void saysWhereItHasLooked() throws IOException {
        assertThat(read("kind: migrations").problems())
                .singleElement()
                .extracting(Problem::because)
                .asString()
                .contains("db/migrations", "prisma/migrations", "db/migration");
        assertThat(read("kind: sql\npath: ../elsewhere").problems())
                .extracting(Problem::code)
                .containsExactly("GW-742");
    }
}
