package dev.godwit.e2e.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * npm packages that only exist here, in a registry on the loopback interface, and a project that
 * uses them; the same as in {@code bench/upgrades}.
 */
public final class Packages implements AutoCloseable {

    private static final Path BENCH = Cli.root().resolve("bench/upgrades");
    private final Process registry;
    private final String address;

    private Packages(Process registry, String address) {
        this.registry = registry;
        this.address = address;
    }

    /** Starts the registry. */
    public static Packages open() throws IOException {
        Tools.require("npm", "npm is not on the PATH");
        Process registry =
                new ProcessBuilder("node", BENCH.resolve("registry.mjs").toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        Runtime.getRuntime().addShutdownHook(new Thread(registry::destroyForcibly));
        String address =
                new BufferedReader(new InputStreamReader(registry.getInputStream())).readLine();
        return new Packages(registry, address.strip());
    }

    /** What an {@code .npmrc} has to say to use them. */
    public String npmrc(Path cache) {
        return "registry=%s/\ncache=%s\nfetch-retries=0\n".formatted(address, cache);
    }

    /**
     * Makes a bare repository with a project in its root.
     *
     * @param scenario of {@code bench/upgrades/scenarios.mjs}
     * @param millis that its test takes
     */
    public Path repository(Path folder, String scenario, int millis) throws Exception {
        Path project = folder.resolve("project");
        run(
                List.of(
                        "node",
                        BENCH.resolve("project.mjs").toString(),
                        project.toString(),
                        scenario,
                        Integer.toString(millis),
                        folder.resolve("tests.log").toString()));
        Path bare = folder.resolve("shop.git");
        run(List.of("git", "clone", "-q", "--bare", project.toString(), bare.toString()));
        return bare;
    }

    /** What git says about a repository. */
    public static String git(Path repository, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git", "-C", repository.toString()));
        command.addAll(List.of(arguments));
        Process git = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(git.getInputStream().readAllBytes()).strip();
        if (git.waitFor() != 0) {
            throw new IllegalStateException(command + ": " + said);
        }
        return said;
    }

    private void run(List<String> command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("npm_config_registry", address + "/");
        if (builder.start().waitFor() != 0) {
            throw new IllegalStateException("failed: " + command);
        }
    }

    @Override
    public void close() throws InterruptedException {
        registry.destroyForcibly().waitFor();
    }
}
