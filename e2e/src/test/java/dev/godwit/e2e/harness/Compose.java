package dev.godwit.e2e.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.testcontainers.DockerClientFactory;

/**
 * The services of docker-compose.yml, on ports of their own; gone with their volumes when closed.
 */
public final class Compose implements AutoCloseable {

    private static final String PROJECT = "godwit-e2e-" + ProcessHandle.current().pid();

    private final List<String> program;
    private final Map<String, String> environment = new HashMap<>();
    private final Path log;
    private final Path home;

    private Compose(List<String> program) throws IOException {
        this.program = program;
        log = Files.createTempFile("godwit-e2e-compose", ".log");
        home = Files.createTempDirectory("godwit-e2e-compose");
        environment.putAll(System.getenv());
        environment.put("TEMPORAL_PORT", Integer.toString(Tools.freePort()));
        environment.put("TEMPORAL_UI_PORT", Integer.toString(Tools.freePort()));
        environment.put("SHOP_PORT", Integer.toString(Tools.freePort()));
    }

    /** Starts them, and waits until the worker is ready. */
    public static Compose up() throws Exception {
        Tools.need(DockerClientFactory.instance().isDockerAvailable(), "no Docker engine answers");
        Compose compose = new Compose(program());
        try {
            compose.run("up", "-d", "--build");
            Tools.await(
                    "the worker of the compose file; its log is " + compose.log,
                    240,
                    () -> compose.output("logs", "worker").contains("godwit worker ready:"));
        } catch (Exception | AssertionError failure) {
            compose.run("logs");
            compose.close();
            throw failure;
        }
        return compose;
    }

    /** Runs a command of the command line on this host, in the checkout. */
    public Cli.Result godwit(String... arguments) throws Exception {
        Map<String, String> own = new HashMap<>();
        own.put("PATH", System.getenv("PATH"));
        own.put("HOME", home.toString());
        own.put("GODWIT_HOME", home.resolve("godwit").toString());
        own.put("GODWIT_CONFIG", Cli.root().resolve("compose/godwit.yaml").toString());
        own.put("TEMPORAL_ADDRESS", "127.0.0.1:" + environment.get("TEMPORAL_PORT"));
        return Cli.run(Cli.root(), own, List.of(arguments));
    }

    /** The addresses that ports are published at. */
    public List<String> published() throws Exception {
        List<String> ports = new ArrayList<>();
        for (String[] port :
                new String[][] {{"temporal", "7233"}, {"temporal", "8233"}, {"shop-db", "5432"}}) {
            ports.add(output("port", port[0], port[1]).strip());
        }
        return ports;
    }

    @Override
    public void close() throws Exception {
        run("down", "--volumes", "--remove-orphans", "--rmi", "local");
    }

    /** Compose is a plugin of Docker, or, as Debian packages it, a program of its own. */
    private static List<String> program() throws Exception {
        if (new ProcessBuilder("docker", "compose", "version")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0) {
            return List.of("docker", "compose");
        }
        return List.of(
                Tools.require(
                                "docker-compose",
                                "neither docker compose nor docker-compose is there")
                        .toString());
    }

    private void run(String... arguments) throws Exception {
        Process process = process(arguments, ProcessBuilder.Redirect.appendTo(log.toFile()));
        if (!process.waitFor(300, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException(
                    String.join(" ", arguments) + " failed: " + Files.readString(log));
        }
    }

    private String output(String... arguments) throws Exception {
        Process process = process(arguments, ProcessBuilder.Redirect.PIPE);
        String text = new String(process.getInputStream().readAllBytes());
        process.waitFor();
        return text;
    }

    private Process process(String[] arguments, ProcessBuilder.Redirect to) throws IOException {
        List<String> command = new ArrayList<>(program);
        command.addAll(
                List.of(
                        "-p",
                        PROJECT,
                        "-f",
                        "docker-compose.yml",
                        "-f",
                        "docker-compose.dev-server.yml"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(Cli.root().toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(to);
        builder.environment().putAll(environment);
        return builder.start();
    }
}
