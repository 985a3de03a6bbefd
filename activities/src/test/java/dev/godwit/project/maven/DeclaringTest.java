package dev.godwit.project.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.godwit.project.ecosystem.Move;
import dev.godwit.project.ecosystem.Standing;
import dev.godwit.project.ecosystem.Workplace;
import dev.godwit.project.link.Link;
import dev.godwit.project.maven.repository.Setup;
import dev.godwit.project.process.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Artifacts that say where they come from, or leave it to a parent. */
class DeclaringTest {

    private static final String G = Made.G;

    @TempDir Path temp;
    private Repository repository;
    private Maven maven;
    private Path folder;

    @BeforeEach
    void project() throws Exception {
        Made.mavenIsThere();
        repository = new Repository(temp.resolve("repository"));
        maven =
                new Maven(
                        new Setup(
                                Optional.of(repository.settings()),
                                Optional.of(temp.resolve("local"))));
        folder = Files.createDirectory(temp.resolve("shop"));
    }

    @AfterEach
    void close() {
        if (repository != null) {
            repository.close();
        }
    }

    private void declare(String... namesAndVersions) throws IOException {
        StringBuilder dependencies = new StringBuilder();
        for (int i = 0; i < namesAndVersions.length; i += 2) {
            dependencies.append(
                    """
                    <dependency><groupId>dev.godwit.made</groupId><artifactId>%s</artifactId>
                    <version>%s</version><type>pom</type></dependency>
                    """
                            .formatted(namesAndVersions[i], namesAndVersions[i + 1]));
        }
        Files.writeString(
                folder.resolve("pom.xml"),
                """
                <project><modelVersion>4.0.0</modelVersion><groupId>org.example</groupId>
                <artifactId>shop</artifactId><version>1</version>
                <dependencies>%s</dependencies></project>
                """
                        .formatted(dependencies));
    }

    private Workplace at() {
        return new Workplace(
                folder,
                temp.resolve("logs"),
                List.of(),
                Duration.ofMinutes(3),
                new Sandbox(System.getenv()),
                () -> {});
    }

    private static Move move(String artifact, String from, String to) {
        return new Move(G + artifact, from, to);
    }

    @Test
    void knowsWhatIsDeclaredByNow() throws Exception {
        declare("one", "1.5", "two", "1.0-SNAPSHOT");
        assertThat(
                        maven.standing(
                                at(),
                                List.of(
                                        move("one", "1.0", "1.4"),
                                        move("one", "1.4", "2.0"),
                                        move("two", "1.0", "1.1"),
                                        move("three", "1.0", "1.1"))))
                .extracting(Standing::declared, Standing::reached)
                .containsExactly(
                        tuple("1.5", true),
                        tuple("1.5", false),
                        tuple("", false),
                        tuple("", false));
    }

    @Test
    void anArtifactSaysWhereItComesFromAndAForeignParentDoesNot() throws Exception {
        String scm = "<scm><url>%s</url></scm>";
        repository.pom(
                G + "own",
                "2.0",
                "pom",
                "<url>https://own.example.org</url><properties><repo>made/own</repo></properties>"
                        + scm.formatted("https://github.com/${repo}"));
        repository.pom(G + "family", "7", "pom", scm.formatted("git@gitlab.com:made/family.git"));
        repository.pom(G + "child", "2.0", "pom", parent("dev.godwit.made", "family", "7"));
        repository.pom(
                "dev.godwit.made.host:everybody",
                "1",
                "pom",
                scm.formatted("https://github.com/host/everybody"));
        repository.pom(
                G + "guest",
                "2.0",
                "pom",
                parent("dev.godwit.made.host", "everybody", "1")
                        + "<url>https://guest.example.org</url>");
        repository.pom(G + "silent", "2.0", "pom", "");
        declare("own", "2.0", "child", "2.0", "guest", "2.0", "silent", "2.0");
        assertThat(maven.install(at()).good()).isTrue();
        assertThat(
                        maven.links(
                                at(),
                                List.of(
                                        move("own", "1.0", "2.0"),
                                        move("child", "1.0", "2.0"),
                                        move("guest", "1.0", "2.0"),
                                        move("silent", "1.0", "2.0"))))
                .containsOnly(
                        Map.entry(
                                G + "own",
                                new Link(
                                        Link.Kind.RELEASES,
                                        "https://github.com/made/own/releases")),
                        Map.entry(
                                G + "child",
                                new Link(
                                        Link.Kind.RELEASES,
                                        "https://gitlab.com/made/family/-/releases")),
                        Map.entry(
                                G + "guest",
                                new Link(Link.Kind.HOMEPAGE, "https://guest.example.org")));
    }

    private static String parent(String group, String artifact, String version) {
        return "<parent><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version></parent>"
                .formatted(group, artifact, version);
    }
}
