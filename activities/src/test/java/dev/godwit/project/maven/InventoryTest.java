package dev.godwit.project.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.godwit.project.audit.Component;
import dev.godwit.project.audit.Inventory;
import dev.godwit.project.ecosystem.Workplace;
import dev.godwit.project.maven.repository.Setup;
import dev.godwit.project.process.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a project of two modules uses, of artifacts that do not exist anywhere else. */
class InventoryTest {

    private static final String G = Made.G;

    @TempDir Path temp;
    private Repository repository;
    private Path folder;

    @BeforeEach
    void project() throws Exception {
        Made.mavenIsThere();
        repository = new Repository(temp.resolve("remote"));
        repository.jar(G + "deep", "1.0.0", "Deep", "public class Deep {}");
        repository.jar(G + "left", "1.0.0", "Left", "public class Left {}");
        repository.jar(G + "tested", "1.0.0", "Tested", "public class Tested {}");
        repository.jar(G + "given", "1.0.0", "Given", "public class Given {}");
        repository.pom(G + "left", "1.0.0", "jar", dependencies(dependency("deep", "1.0.0", "")));
        folder = Files.createDirectory(temp.resolve("shop"));
        write(
                "pom.xml",
                """
                <project><modelVersion>4.0.0</modelVersion><groupId>org.example</groupId>
                <artifactId>shop</artifactId><version>1</version><packaging>pom</packaging>
                <modules><module>core</module><module>app</module></modules></project>
                """);
        module("core", dependency("left", "1.0.0", ""));
        module(
                "app",
                "<dependency><groupId>org.example</groupId><artifactId>core</artifactId>"
                        + "<version>1</version></dependency>"
                        + dependency("tested", "1.0.0", "test")
                        + dependency("given", "1.0.0", "provided"));
    }

    @AfterEach
    void close() {
        repository.close();
    }

    private void module(String name, String dependencies) throws IOException {
        write(
                name + "/pom.xml",
                """
                <project><modelVersion>4.0.0</modelVersion><parent><groupId>org.example</groupId>
                <artifactId>shop</artifactId><version>1</version></parent>
                <artifactId>%s</artifactId>%s</project>
                """
                        .formatted(name, dependencies(dependencies)));
    }

    private static String dependencies(String all) {
        return "<dependencies>%s</dependencies>".formatted(all);
    }

    private static String dependency(String artifact, String version, String scope) {
        return """
        <dependency><groupId>dev.godwit.made</groupId><artifactId>%s</artifactId>
        <version>%s</version><scope>%s</scope></dependency>
        """
                .formatted(artifact, version, scope.isEmpty() ? "compile" : scope);
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private Inventory inventory() throws IOException {
        Setup setup =
                new Setup(Optional.of(repository.settings()), Optional.of(temp.resolve("local")));
        return new Maven(setup)
                .inventory(
                        new Workplace(
                                folder,
                                temp.resolve("logs"),
                                List.of(),
                                Duration.ofMinutes(5),
                                new Sandbox(System.getenv()),
                                () -> {}));
    }

    @Test
    void namesEverythingOnceWithItsArchive() throws Exception {
        Inventory inventory = inventory();
        assertThat(inventory.unknown()).isEmpty();
        assertThat(inventory.components())
                .extracting(Component::name, Component::path)
                .containsExactlyInAnyOrder(
                        tuple(G + "left", "core/pom.xml"),
                        tuple(G + "deep", "core/pom.xml"),
                        tuple(G + "tested", "app/pom.xml"),
                        tuple(G + "given", "app/pom.xml"));
        assertThat(inventory.components())
                .allSatisfy(
                        one -> {
                            assertThat(one.archive().orElseThrow()).isRegularFile();
                            assertThat(one.purl()).startsWith("pkg:maven/dev.godwit.made/");
                            assertThat(one.purl()).endsWith("@1.0.0");
                        });
    }

    @Test
    void saysWhatItCannotFind() throws Exception {
        module("core", dependency("left", "1.0.0", "") + dependency("gone", "1.0.0", ""));
        Inventory inventory = inventory();
        assertThat(inventory.unknown()).anyMatch(why -> why.contains("gone"));
        assertThat(inventory.components()).extracting(Component::name).contains(G + "tested");
    }

    @Test
    void saysThatARepositoryIsGone() throws Exception {
        repository.close();
        assertThat(inventory().unknown()).isNotEmpty();
        assertThat(inventory().components()).isEmpty();
    }
}
