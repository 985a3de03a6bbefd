package dev.godwit.project.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.project.ecosystem.Candidate;
import dev.godwit.project.ecosystem.Workplace;
import dev.godwit.project.maven.repository.Setup;
import dev.godwit.project.process.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mirror that wants to know who asks. */
class CredentialsTest {

    @TempDir Path temp;

    @BeforeEach
    void project() throws Exception {
        Made.mavenIsThere();
        Files.writeString(
                temp.resolve("pom.xml"),
                """
                <project><modelVersion>4.0.0</modelVersion>
                <groupId>org.example</groupId><artifactId>shop</artifactId><version>1</version>
                <dependencies><dependency><groupId>dev.godwit.made</groupId>
                <artifactId>one</artifactId><version>1.0.0</version></dependency></dependencies>
                </project>
                """);
    }

    private List<Candidate> candidates(Repository repository, String password) throws IOException {
        Path settings = repository.settings();
        Files.writeString(
                settings,
                Files.readString(settings)
                        .replace(
                                "</settings>",
                                "<servers><server><id>made-up</id><username>ann</username><password>"
                                        + password
                                        + "</password></server></servers></settings>"));
        Workplace at =
                new Workplace(
                        temp,
                        temp.resolve("logs"),
                        List.of(),
                        Duration.ofMinutes(1),
                        new Sandbox(System.getenv()),
                        () -> {});
        Setup setup =
                new Setup(Optional.of(settings), Optional.of(temp.resolve("local-" + password)));
        return new Maven(setup).candidates(at, Duration.ofDays(1));
    }

    @Test
    void usesTheCredentialsOfTheSettings() throws Exception {
        try (Repository repository = new Repository(temp.resolve("repository"))) {
            repository.pom("dev.godwit.made:one", "1.0.0", "jar", "");
            repository.pom("dev.godwit.made:one", "1.1.0", "jar", "");
            repository.protect("ann", "right");
            assertThat(candidates(repository, "right").getFirst().rungs())
                    .as("its age is asked for with them, too")
                    .hasSize(1);
            assertThatThrownBy(() -> candidates(repository, "wrong"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("401");
        }
    }
}
