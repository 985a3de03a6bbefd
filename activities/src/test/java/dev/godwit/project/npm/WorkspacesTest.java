package dev.godwit.project.npm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.project.ecosystem.Candidate;
import dev.godwit.project.ecosystem.Move;
import dev.godwit.project.ecosystem.Result;
import dev.godwit.project.ecosystem.Standing;
import dev.godwit.project.ecosystem.Workplace;
import dev.godwit.project.link.Link;
import dev.godwit.project.process.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real npm, and a project of a root and three workspaces. */
class WorkspacesTest {

    private static final String LEFT = "godwit-left";

    @TempDir Path temp;
    private final Npm npm = new Npm();
    private Registry registry;
    private Path folder;

    @BeforeEach
    void project() throws Exception {
        registry = new Registry(temp.resolve("registry"));
        for (String version : List.of("1.0.0", "1.2.0", "1.3.0", "2.0.0")) {
            registry.publish(
                    LEFT,
                    version,
                    "module.exports = '" + version + "'",
                    "{\"repository\":{\"url\":\"git+ssh://git@github.com/made/left.git\"}}");
        }
        registry.publish("godwit-right", "1.0.0", "module.exports = 'b'", "{}");
        registry.publish("godwit-right", "1.1.0", "module.exports = 'b'", "{}");
        // Newer than what lies in the project, and not to be taken for it.
        registry.publish("@shop/core", "9.0.0", "module.exports = 'not ours'", "{}");
        folder = Files.createDirectory(temp.resolve("shop"));
        write(
                "package.json",
                """
                {"name":"shop","private":true,
                 "workspaces":["packages/*","./tools/","!packages/old"],
                 "devDependencies":{"godwit-right":"^1.0.0"}}
                """);
        member("packages/core", "@shop/core", "\"godwit-left\": \"~1.2.0\"", "node test.js");
        member(
                "packages/web",
                "@shop/web",
                "\"godwit-left\": \"^1.0.0\",  \"@shop/core\": \"^1.0.0\"",
                "echo \\\"Error: no test specified\\\" && exit 1");
        member("tools", "@shop/tools", "\"godwit-left\": \"1.0.0\", \"odd\": \"latest\"", "");
        member("packages/old", "@shop/old", "\"godwit-left\": \"0.1.0\"", "exit 1");
        write(
                "packages/core/test.js",
                "require('fs').writeFileSync('tested', require('godwit-left'));\n");
    }

    private void member(String path, String name, String dependencies, String test)
            throws IOException {
        write(
                path + "/package.json",
                """
                {
                  "name": "%s", "version": "1.0.0",
                  "scripts": { "test": "%s" },
                  "dependencies": { %s }
                }
                """
                        .formatted(name, test, dependencies));
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private String read(String path) throws IOException {
        return Files.readString(folder.resolve(path));
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
    void findsMembersAsNpmDoes() throws Exception {
        Files.createDirectories(folder.resolve("packages/empty"));
        write("packages/core/node_modules/hidden/package.json", "{}");
        assertThat(Workspaces.read(folder).paths())
                .containsExactly("packages/core", "packages/web", "tools");
        write("package.json", "{\"workspaces\":{\"packages\":[\"packages/**\"]}}");
        assertThat(Workspaces.read(folder).paths())
                .containsExactly("packages/core", "packages/old", "packages/web");
        write("package.json", "{\"workspaces\":[\"packages/{core,web}\"]}");
        assertThat(Workspaces.read(folder).paths())
                .containsExactly("packages/core", "packages/web");
        write("package.json", "{}");
        assertThat(Workspaces.read(folder).any()).isFalse();
    }

    @Test
    void whatOnlyAWorkspaceDeclaresIsACandidateAndItsOwnPackagesAreNone() throws Exception {
        List<Candidate> candidates = npm.candidates(at(), Duration.ZERO);
        assertThat(candidates.stream().map(Candidate::name))
                .containsExactly("godwit-right", LEFT, "odd");
        Candidate left = candidates.get(1);
        assertThat(left.rungs().stream().map(rung -> rung.move().from() + rung.move().to()))
                .as("from the lowest, the first of several")
                .containsExactly("^1.0.0^1.3.0", "^1.3.0^2.0.0");
        assertThat(candidates.getFirst().rungs()).hasSize(1);
    }

    @Test
    void movesInAllFilesTogetherAndKeepsEachSign() throws Exception {
        write(
                "tools/package.json",
                read("tools/package.json").replace(", \"odd\": \"latest\"", ""));
        assertThat(npm.bump(at(), List.of()).good()).isTrue();
        lock();
        assertThat(read("package-lock.json")).contains("\"resolved\": \"packages/web\"");

        Move move = new Move(LEFT, "^1.0.0", "^1.3.0");
        assertThat(npm.standing(at(), List.of(move)))
                .containsExactly(new Standing(move, "^1.0.0", false));
        String old = read("packages/old/package.json");
        Result moved = npm.bump(at(), List.of(move));
        assertThat(moved.good()).as(moved.note()).isTrue();
        assertThat(read("packages/core/package.json")).contains("\"godwit-left\": \"~1.3.0\"");
        assertThat(read("packages/web/package.json"))
                .contains("\"godwit-left\": \"^1.3.0\",  \"@shop/core\": \"^1.0.0\"");
        assertThat(read("tools/package.json")).contains("\"godwit-left\": \"1.3.0\"");
        assertThat(read("packages/old/package.json")).isEqualTo(old);
        assertThat(read("package-lock.json"))
                .contains("\"godwit-left\": \"~1.3.0\"")
                .doesNotContain("1.2.0");

        assertThat(npm.test(at()).good()).as("the one workspace with a test").isTrue();
        assertThat(read("packages/core/tested")).isEqualTo("1.3.0");
        assertThat(npm.install(at()).good()).as("npm ci takes the lock file").isTrue();
        assertThat(npm.standing(at(), List.of(move)))
                .containsExactly(new Standing(move, "^1.3.0", true));
        Move next = new Move(LEFT, "~1.3.0", "^2.0.0");
        Workspaces.read(folder).write(List.of(next));
        assertThat(read("packages/core/package.json"))
                .as("wherever it begins, a sign stays")
                .contains("\"godwit-left\": \"~2.0.0\"");
        assertThat(npm.links(at(), List.of(move)))
                .containsExactly(
                        Map.entry(
                                LEFT,
                                new Link(
                                        Link.Kind.RELEASES,
                                        "https://github.com/made/left/releases")));
    }

    private void lock() throws Exception {
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
    }

    @Test
    void whatIsHigherAlreadyStaysAndWhatIsNotThereIsAnError() throws Exception {
        write(
                "tools/package.json",
                "{\"name\":\"t\",\"dependencies\":{\"godwit-left\":\">=1.9\"}}");
        Workspaces.read(folder).write(List.of(new Move(LEFT, "^1.0.0", "^1.3.0")));
        assertThat(read("tools/package.json")).contains(">=1.9");
        assertThat(read("packages/core/package.json")).contains("~1.3.0");
        assertThatThrownBy(
                        () ->
                                Workspaces.read(folder)
                                        .write(List.of(new Move(LEFT, "^1.0.0", "^1.3.0"))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("does not declare godwit-left ^1.0.0");
    }

    @Test
    void theRootDecidesAndWorkspacesOnlyWhereItIsSilent() throws Exception {
        write("tools/package.json", "{\"name\":\"t\",\"scripts\":{\"build\":\"true\"}}");
        assertThat(Scripts.commands(Workspaces.read(folder)))
                .containsExactly(
                        List.of("npm", "run", "build", "--workspace=tools"),
                        List.of("npm", "run", "test", "--workspace=packages/core"));
        root("\"test\":\"node all.js\"");
        assertThat(Scripts.commands(Workspaces.read(folder)))
                .containsExactly(List.of("npm", "test"));
        root("\"build\":\"tsc -b\"");
        assertThat(Scripts.commands(Workspaces.read(folder)))
                .containsExactly(
                        List.of("npm", "run", "build"),
                        List.of("npm", "run", "test", "--workspace=packages/core"));
    }

    private void root(String script) throws IOException {
        write(
                "package.json",
                "{\"workspaces\":[\"packages/core\",\"packages/web\",\"tools\"],\"scripts\":{%s}}"
                        .formatted(script));
    }
}
