package dev.godwit.project.maven;

import dev.godwit.project.ecosystem.Ecosystem;
import dev.godwit.project.ecosystem.Move;
import dev.godwit.project.maven.repository.Setup;
import dev.godwit.project.planted.PlantedBreakages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real Maven. It has no peers, and what a project declares only yields to a range: a conflict is
 * two that want exactly one version of a third, but not the same.
 */
@Tag("slow")
class MavenPlantedTest extends PlantedBreakages {

    private static final String G = Made.G;

    @TempDir static Path shared;
    private static Repository repository;
    private static Maven maven;

    @BeforeAll
    static void publish() throws Exception {
        Made.mavenIsThere();
        repository = new Repository(shared.resolve("repository"));
        maven =
                new Maven(
                        new Setup(
                                Optional.of(repository.settings()),
                                Optional.of(shared.resolve("local"))));
        Made.publish(repository);
        String right = "public class Right { public static int value() { return 1; } }";
        repository.jar(G + "right", "1.0.0", "Right", right);
        repository.jar(G + "right", "2.0.0", "Right", right.replace("return 1", "return 0"));
        for (String version : List.of("1.0.0", "2.0.0")) {
            repository.jar(G + "core", version, "Core", "public class Core {}");
            repository.pom(G + "left", version, "jar", exactly("core", version));
        }
        repository.pom(G + "right", "2.0.0", "jar", exactly("core", "2.0.0"));
    }

    private static String exactly(String artifact, String version) {
        return """
        <dependencies><dependency><groupId>dev.godwit.made</groupId>
        <artifactId>%s</artifactId><version>[%s]</version></dependency></dependencies>
        """
                .formatted(artifact, version);
    }

    @AfterAll
    static void close() {
        if (repository != null) {
            repository.close();
        }
    }

    @Override
    protected Ecosystem ecosystem() {
        return maven;
    }

    @Override
    protected Map<String, String> environment() {
        return System.getenv();
    }

    @Override
    protected void project(Path folder, int sum) throws IOException {
        Files.writeString(
                folder.resolve("pom.xml"),
                """
                <project>
                  <modelVersion>4.0.0</modelVersion>
                  <parent><groupId>dev.godwit.made</groupId><artifactId>above</artifactId>
                    <version>1.0.0</version><relativePath/></parent>
                  <groupId>org.example</groupId><artifactId>shop</artifactId><version>1.0.0</version>
                  <properties>
                    <maven.compiler.release>17</maven.compiler.release>
                    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
                  </properties>
                  <dependencies>
                    <dependency><groupId>dev.godwit.made</groupId><artifactId>left</artifactId>
                      <version>1.0.0</version></dependency>
                    <dependency><groupId>dev.godwit.made</groupId><artifactId>right</artifactId>
                      <version>1.0.0</version></dependency>
                    <dependency><groupId>org.junit.jupiter</groupId>
                      <artifactId>junit-jupiter</artifactId><scope>test</scope></dependency>
                  </dependencies>
                </project>
                """);
        test(folder, "%d == Left.value() + Right.value()".formatted(sum));
    }

    @Override
    protected void flaky(Path folder, Path marker) throws IOException {
        test(folder, "!new java.io.File(\"%s\").createNewFile()".formatted(marker));
    }

    private static void test(Path folder, String condition) throws IOException {
        Path tests = Files.createDirectories(folder.resolve("src/test/java"));
        Files.writeString(
                tests.resolve("ShopTest.java"),
                """
                class ShopTest {
                    @org.junit.jupiter.api.Test void holds() throws Exception {
                        org.junit.jupiter.api.Assertions.assertTrue(%s);
                    }
                }
                """
                        .formatted(condition));
    }

    @Override
    protected Move left(String to) {
        return new Move(G + "left", "1.0.0", to);
    }

    @Override
    protected Move right(String to) {
        return new Move(G + "right", "1.0.0", to);
    }

    @Override
    protected String uncompiled() {
        return "COMPILATION ERROR";
    }
}
