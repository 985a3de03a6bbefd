package dev.godwit.e2e.upgrade;

import dev.godwit.e2e.harness.Cli;
import dev.godwit.e2e.harness.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A registry of packages that do not exist anywhere else, and a project that uses them: all can
 * move by a minor version, two by a major one, of which one breaks the project's test. A recipe of
 * the project's own has something to rewrite.
 */
final class Made implements AutoCloseable {

    private static final String TEST_MILLIS = "700";

    private final Path folder;
    private final Process registry;
    private final String address;

    private Made(Path folder, Process registry, String address) {
        this.folder = folder;
        this.registry = registry;
        this.address = address;
    }

    static Made begin(Path folder) throws Exception {
        Tools.require("npm", "npm is not on the PATH");
        Path bench = Cli.root().resolve("bench/upgrades");
        Path said = folder.resolve("registry.txt");
        Process registry =
                new ProcessBuilder("node", bench.resolve("registry.mjs").toString())
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        Runtime.getRuntime().addShutdownHook(new Thread(registry::destroyForcibly));
        Tools.await("the registry", 30, () -> Files.readString(said).contains("http"));
        Made made = new Made(folder, registry, Files.readString(said).strip());
        made.project(bench);
        return made;
    }

    /** Where the packages are. */
    String address() {
        return address;
    }

    /** What npm keeps; nothing of it gets into the user's own cache. */
    Path cache() {
        return folder.resolve("cache");
    }

    /** A repository of the project's without a tree, as on a server. */
    Path bare(Path to) throws Exception {
        run(folder, "git", "clone", "-q", "--bare", folder.resolve("project").toString(), to + "");
        return to;
    }

    private void project(Path bench) throws Exception {
        Path project = folder.resolve("project");
        String log = folder.resolve("tests.log").toString();
        String maker = bench.resolve("project.mjs").toString();
        run(folder, "node", maker, project.toString(), "killed", TEST_MILLIS, log);
        Files.writeString(project.resolve("notes.txt"), "as it was\n");
        Files.writeString(
                project.resolve("rewrite.js"),
                "require('node:fs').writeFileSync('notes.txt', 'rewritten\\n');\n");
        run(project, "git", "add", "-A");
        run(
                project,
                "git",
                "-c",
                "user.name=T",
                "-c",
                "user.email=t@localhost",
                "commit",
                "-q",
                "-m",
                "Bring a recipe");
    }

    private void run(Path in, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(new ArrayList<>(List.of(command)))
                        .directory(in.toFile())
                        .redirectErrorStream(true);
        builder.environment().put("npm_config_registry", address + "/");
        builder.environment().put("npm_config_cache", cache().toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IllegalStateException(List.of(command) + ": " + said);
        }
    }

    @Override
    public void close() throws Exception {
        registry.destroyForcibly().waitFor();
    }
}
