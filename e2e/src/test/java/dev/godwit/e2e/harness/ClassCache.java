package dev.godwit.e2e.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Archives of loaded classes for the processes that tests start by the hundred, made once by each
 * run of the tests. Without them everything works, three times slower.
 */
final class ClassCache {

    private static final Path FOLDER = folder();

    private ClassCache() {}

    private static final class OfCli {
        static final Path FILE =
                train("cli", cliClasses(), List.of("dev.godwit.cli.Training", "list"), "");
    }

    private static final class OfWorker {
        static final Path FILE =
                train(
                        "worker",
                        workerClasses(),
                        List.of("dev.godwit.worker.GodwitWorker", "--server.port=0"),
                        "Polling: connecting");
    }

    static Path cli() {
        return OfCli.FILE;
    }

    static Path worker() {
        return OfWorker.FILE;
    }

    static String cliClasses() {
        return classes("starter/target", "godwit.jar");
    }

    static String workerClasses() {
        return classes("worker/target", "godwit-worker-plain.jar");
    }

    private static String classes(String target, String jar) {
        Path folder = Cli.root().resolve(target);
        return folder.resolve(jar) + ":" + folder.resolve("lib") + "/*";
    }

    /** Runs it until it ends or has printed a line. Nobody listens at port 1. */
    private static Path train(String name, String classes, List<String> program, String until) {
        Path archive = FOLDER.resolve(name + ".jsa");
        Path log = FOLDER.resolve(name + ".log");
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Cli.java(),
                                "-XX:ArchiveClassesAtExit=" + archive,
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                classes));
        command.addAll(program);
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .directory(FOLDER.toFile());
        builder.environment().clear();
        builder.environment()
                .putAll(
                        Map.of(
                                "PATH", System.getenv("PATH"),
                                "HOME", FOLDER.toString(),
                                "GODWIT_HOME", FOLDER.resolve("home").toString(),
                                "GODWIT_CONFIG", Cli.root() + "/examples/godwit.yaml",
                                "TEMPORAL_ADDRESS", "127.0.0.1:1"));
        try {
            Process process = builder.start();
            if (!until.isEmpty()) {
                Tools.await(name + " to get on", 120, () -> Files.readString(log).contains(until));
                process.destroy();
            }
            process.waitFor(60, TimeUnit.SECONDS);
            process.destroyForcibly();
        } catch (Exception untrained) {
            // The JVM does without an archive that is not there.
        }
        return archive;
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("godwit-e2e-classes");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
