package dev.godwit.project.npm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.project.ecosystem.Candidate;
import dev.godwit.project.ecosystem.Move;
import dev.godwit.project.ecosystem.Result;
import dev.godwit.project.ecosystem.Workplace;
import dev.godwit.project.process.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real npm, with packages that do not exist anywhere else. */
class NpmTest {

    private static final String PROJECT =
            """
            {
              "name": "shop",  "version": "1.0.0",
              "scripts": { "test": "node test.js" },
              "dependencies": {
                "godwit-left": "^1.0.0", "godwit-right": "^1.0.0",
                "godwit-odd":   "file:./odd"
              }
            }
            """;

    private static final String TEST =
            "if (require('godwit-left') + require('godwit-right') !== 'ab') process.exit(1);\n";

    @TempDir Path temp;
    private final Npm npm = new Npm();
    private Registry registry;
    private Path folder;

    @BeforeEach
    void project() throws Exception {
        registry = new Registry(temp);
        registry.publish("godwit-left", "1.0.0", "module.exports = 'a'", "{}");
        registry.publish("godwit-right", "1.0.0", "module.exports = 'b'", "{}");
        folder = Files.createDirectory(temp.resolve("shop"));
        Files.writeString(folder.resolve("package.json"), PROJECT);
        Files.writeString(folder.resolve("test.js"), TEST);
        Files.createDirectory(folder.resolve("odd"));
        Files.writeString(
                folder.resolve("odd/package.json"),
                "{\"name\":\"godwit-odd\",\"version\":\"1.0.0\"}");
        assertThat(npm.bump(at(), List.of()).good()).isTrue();
        Files.writeString(folder.resolve("package-lock.json"), lock());
    }

    /** Without a lock file at first: this is how one comes to be. */
    private String lock() throws Exception {
        Process made =
                new ProcessBuilder(
                                "npm",
                                "install",
                                "--package-lock-only",
                                "--registry",
                                registry.url())
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(temp.resolve("lock.log").toFile())
                        .start();
        assertThat(made.waitFor()).isZero();
        return Files.readString(folder.resolve("package-lock.json"));
    }

    @AfterEach
    void close() {
        registry.close();
    }

    private Workplace at() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("npm_config_registry", registry.url());
        environment.put("npm_config_prefer_online", "true");
        environment.put("npm_config_fetch_retries", "0");
        return new Workplace(
                folder,
                temp.resolve("logs"),
                List.of(),
                Duration.ofMinutes(3),
                new Sandbox(environment),
                () -> {});
    }

    @Test
    void findsWhatCouldMove() throws Exception {
        registry.publish("godwit-left", "1.3.0", "module.exports = 'a'", "{}");
        registry.publish("godwit-left", "2.0.0", "module.exports = 'A'", "{}");
        List<Candidate> candidates = npm.candidates(at(), Duration.ZERO);
        assertThat(candidates.stream().map(Candidate::name))
                .containsExactly("godwit-left", "godwit-right", "godwit-odd");
        assertThat(candidates.getFirst().rungs().stream().map(rung -> rung.move().to()))
                .containsExactly("^1.3.0", "^2.0.0");
        assertThat(candidates.get(1).rungs()).isEmpty();
        assertThat(candidates.get(2).rungs()).isEmpty();
    }

    @Test
    void holdsWhatNeedsAnotherNode() throws Exception {
        registry.publish(
                "godwit-left",
                "2.0.0",
                "module.exports = 'A'",
                "{\"engines\":{\"node\":\">=18\"}}");
        registry.publish(
                "godwit-left",
                "3.0.0",
                "module.exports = 'A'",
                "{\"engines\":{\"node\":\"^77.1 || >=99\"}}");
        Candidate left = npm.candidates(at(), Duration.ZERO).getFirst();
        assertThat(left.rungs().stream().map(rung -> rung.move().to())).containsExactly("^2.0.0");
        assertThat(left.held())
                .singleElement()
                .satisfies(
                        held -> {
                            assertThat(held.move().to()).isEqualTo("^3.0.0");
                            assertThat(held.reason())
                                    .startsWith("needs Node.js ^77.1 || >=99, here");
                        });
    }

    @Test
    void offersNothingThatIsTooYoung() throws Exception {
        registry.publish("godwit-left", "1.3.0", "module.exports = 'a'", "{}");
        Duration sinceThen = Duration.between(Instant.parse("2026-01-01T00:00:00Z"), Instant.now());
        assertThat(npm.candidates(at(), sinceThen.minusDays(1)).getFirst().rungs()).hasSize(1);
        assertThat(npm.candidates(at(), sinceThen.plusDays(1)).getFirst().rungs()).isEmpty();
    }

    @Test
    void movesInPlaceAndBringsTheLockFileInLine() throws Exception {
        registry.publish("godwit-left", "1.3.0", "module.exports = 'a'", "{}");
        Result moved = npm.bump(at(), List.of(new Move("godwit-left", "^1.0.0", "^1.3.0")));
        assertThat(moved.good()).as(moved.note()).isTrue();
        assertThat(folder.resolve("package.json"))
                .hasContent(PROJECT.replace("left\": \"^1.0.0", "left\": \"^1.3.0"));
        assertThat(folder.resolve("package-lock.json")).content().contains("1.3.0");
        assertThat(npm.test(at()).good()).isTrue();
        assertThat(npm.install(at()).good()).isTrue();
        assertThat(npm.test(at()).good()).isTrue();
    }

    @Test
    void tellsABrokenTestFromAPeerConflict() throws Exception {
        registry.publish("godwit-left", "2.0.0", "module.exports = 'A'", "{}");
        assertThat(npm.bump(at(), List.of(new Move("godwit-left", "^1.0.0", "^2.0.0"))).good())
                .isTrue();
        Result red = npm.test(at());
        assertThat(red.good()).isFalse();
        assertThat(red.note()).isEqualTo("npm test: exit 1");
        assertThat(red.logs()).hasSize(1);

        registry.publish(
                "godwit-right",
                "2.0.0",
                "module.exports = 'b'",
                "{\"peerDependencies\":{\"godwit-left\":\"^3.0.0\"}}");
        Result conflict = npm.bump(at(), List.of(new Move("godwit-right", "^1.0.0", "^2.0.0")));
        assertThat(conflict.good()).isFalse();
        assertThat(conflict.note()).contains("ERESOLVE");
        assertThat(conflict.conflict()).contains("godwit-left", "godwit-right");
    }

    @Test
    void aRegistryThatIsGoneIsNoGoodNews() {
        Workplace at = at();
        registry.close();
        assertThatThrownBy(() -> npm.candidates(at, Duration.ZERO)).isInstanceOf(IOException.class);
    }

    @Test
    void aProjectWithNothingToRunIsRefused() throws Exception {
        Files.writeString(folder.resolve("package.json"), "{\"name\":\"x\"}");
        assertThatThrownBy(() -> npm.test(at()))
                .hasMessageContaining("neither a build nor a test script");
    }
}
