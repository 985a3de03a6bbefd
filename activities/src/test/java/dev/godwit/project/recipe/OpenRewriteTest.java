package dev.godwit.project.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.project.ecosystem.Result;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real Maven with the real plugin. */
class OpenRewriteTest {

    private static final String POM =
            """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>org.example</groupId>
              <artifactId>shop</artifactId>
              <version>1.0.0</version>
              <properties>
                <maven.compiler.release>21</maven.compiler.release>
                <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
              </properties>
            </project>
            """;

    private static final String BASKET =
            """
            package shop;

            import java.util.Vector;

            class Basket {
                Vector<String> names = new Vector<>();
            }
            """;

    private static final String RECIPE =
            """
            ---
            type: specs.openrewrite.org/v1beta/recipe
            name: %s
            displayName: Made up
            description: Made up.
            recipeList:
            """;

    private static final String LISTS =
            RECIPE
                    + """
                      - org.openrewrite.java.ChangeType:
                          oldFullyQualifiedTypeName: java.util.Vector
                          newFullyQualifiedTypeName: java.util.ArrayList
                    """;

    private static final String NOTICE =
            """
              - org.openrewrite.text.CreateTextFile:
                  fileContents: made up
                  relativeFileName: NOTICE.txt
                  overwriteExisting: false
            """;

    private static final String INCOMPLETE =
            RECIPE.formatted("shop.Incomplete") + "  - org.openrewrite.java.ChangeType\n";

    @TempDir Path temp;
    private Project project;

    @BeforeEach
    void project() throws Exception {
        Project.needs("mvn");
        project =
                new Project(temp)
                        .write("pom.xml", POM)
                        .write("src/main/java/shop/Basket.java", BASKET)
                        .write("rewrite.yml", LISTS.formatted("shop.Lists") + NOTICE + INCOMPLETE)
                        .commit();
    }

    /** Maven keeps what it has downloaded, also what does not exist anywhere. */
    @AfterEach
    void forgetTheModule() throws IOException {
        Path kept = Path.of(System.getProperty("user.home"), ".m2/repository/dev/godwit/made-up");
        if (Files.exists(kept)) {
            try (Stream<Path> paths = Files.walk(kept)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private Result run(String recipe, String... coordinates) throws IOException {
        return new OpenRewrite("openrewrite:" + recipe, recipe, List.of(coordinates))
                .rewrite(project.at());
    }

    @Test
    void rewritesThenHasNothingToDo() throws Exception {
        Result rewritten = run("shop.Lists");
        assertThat(rewritten.good()).as(rewritten.note()).isTrue();
        assertThat(rewritten.note()).isEqualTo("rewrote 2 files");
        assertThat(project.read("src/main/java/shop/Basket.java"))
                .isEqualTo(BASKET.replace("Vector", "ArrayList"));
        assertThat(run("shop.Lists").note()).isEqualTo("nothing to do");
        assertThat(project.staged())
                .containsExactly("A\tNOTICE.txt", "M\tsrc/main/java/shop/Basket.java");
    }

    @Tag("slow")
    @Test
    void anUnknownOrInvalidRecipeIsNoSuccess() throws Exception {
        Result unknown = run("shop.List");
        assertThat(unknown.good()).isFalse();
        assertThat(unknown.note()).isEqualTo("shop.List: Recipe(s) not found: shop.List");

        // The project's own configuration wins over the command line.
        project.write(
                "pom.xml",
                POM.replace(
                        "</project>",
                        """
                          <build><plugins><plugin>
                            <groupId>org.openrewrite.maven</groupId>
                            <artifactId>rewrite-maven-plugin</artifactId>
                            <version>6.0.0</version>
                            <configuration>
                              <failOnInvalidActiveRecipes>false</failOnInvalidActiveRecipes>
                            </configuration>
                          </plugin></plugins></build>
                        </project>
                        """));
        Result invalid = run("shop.Incomplete");
        assertThat(invalid.good()).isFalse();
        assertThat(invalid.note())
                .startsWith("shop.Incomplete: Recipe validation error")
                .endsWith("is required");
    }

    @Test
    void aRecipeThatWasSkippedIsNoSuccess() throws Exception {
        project.write(
                "pom.xml",
                POM.replace("<properties>", "<properties><rewrite.skip>true</rewrite.skip>"));
        Result skipped = run("shop.Lists");
        assertThat(skipped.good()).isFalse();
        assertThat(skipped.note()).contains("no recipe was run");
    }

    @Test
    @Tag("slow")
    void aRecipeOfAModuleMayMendWhatDoesNotCompile() throws Exception {
        module("made.up.Lists");
        project.write(
                "pom.xml",
                POM.replace(
                        "</project>",
                        """
                          <repositories><repository>
                            <id>made-up</id>
                            <url>%s</url>
                            <releases><checksumPolicy>ignore</checksumPolicy></releases>
                          </repository></repositories>
                        </project>
                        """
                                .formatted(temp.resolve("repository").toUri())));
        project.write(
                        "src/main/java/shop/Basket.java",
                        BASKET.replace("class Basket {", "class Basket extends Gone {"))
                .commit();
        Result rewritten = run("made.up.Lists", "dev.godwit.made-up:lists:1.0.0");
        assertThat(rewritten.good()).as(rewritten.note()).isTrue();
        assertThat(rewritten.note()).isEqualTo("rewrote 1 file");

        Result absent = run("made.up.Lists", "dev.godwit.made-up:lists:2.0.0");
        assertThat(absent.good()).isFalse();
        assertThat(absent.note()).contains("dev.godwit.made-up:lists");
    }

    private void module(String recipe) throws IOException {
        Path folder = temp.resolve("repository/dev/godwit/made-up/lists/1.0.0");
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve("lists-1.0.0.pom"),
                POM.replace("org.example", "dev.godwit.made-up").replace("shop", "lists"));
        try (OutputStream file = Files.newOutputStream(folder.resolve("lists-1.0.0.jar"));
                ZipOutputStream jar = new ZipOutputStream(file)) {
            jar.putNextEntry(new ZipEntry("META-INF/rewrite/lists.yml"));
            jar.write(LISTS.formatted(recipe).getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void theProjectsWrapperIsItsMaven() throws Exception {
        project.write("mvnw", "#!/bin/sh\necho '[ERROR] this is the wrapper'\nexit 3\n");
        assertThatThrownBy(() -> run("shop.Lists")).hasMessageContaining("mvnw is not executable");
        assertThat(project.folder.resolve("mvnw").toFile().setExecutable(true)).isTrue();
        assertThat(run("shop.Lists").note()).isEqualTo("shop.Lists: this is the wrapper");
    }
}
