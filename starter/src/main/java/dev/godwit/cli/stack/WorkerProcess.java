package dev.godwit.cli.stack;

import dev.godwit.cli.stack.process.ChildProcess;
import dev.godwit.cli.stack.process.Environments;
import dev.godwit.cli.stack.process.Logs;
import dev.godwit.config.ThisHost;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A worker: the jar as it is run in production, on the JVM that runs us. */
public final class WorkerProcess implements AutoCloseable {

    private static final String READY = "godwit worker ready:";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final ChildProcess process;
    private final int linesBefore;

    private WorkerProcess(ChildProcess process, int linesBefore) {
        this.process = process;
        this.linesBefore = linesBefore;
    }

    /**
     * Starts it and returns when it polls its queues.
     *
     * @throws IOException when it does not come up, with the end of its log
     * @see #launch
     */
    public static WorkerProcess start(
            Map<String, String> environment, String temporal, Path config, Path log)
            throws IOException, InterruptedException {
        WorkerProcess worker = launch(environment, temporal, config, log);
        worker.awaitReady();
        return worker;
    }

    /**
     * Starts it and returns at once.
     *
     * @param environment the whole environment of the worker
     * @param temporal address of the Temporal server, in {@link TemporalServer#NAMESPACE}
     * @param config the godwit.yaml that it reads
     * @throws IOException when there is no program to start
     */
    static WorkerProcess launch(
            Map<String, String> environment, String temporal, Path config, Path log)
            throws IOException {
        Map<String, String> whole =
                Environments.withTemporal(environment, temporal, TemporalServer.NAMESPACE);
        whole.put("GODWIT_CONFIG", config.toAbsolutePath().toString());
        whole.putIfAbsent(ThisHost.SERVES_DIRECTORIES, "true"); // of whoever started it
        // The log is appended to: a line of an earlier worker is not this one's.
        int before = Files.exists(log) ? Logs.lines(log).size() : 0;
        return new WorkerProcess(ChildProcess.start("worker", command(), whole, log), before);
    }

    /**
     * Returns when it polls its queues.
     *
     * @throws IOException when it does not come up, with the end of its log; it is stopped then
     */
    void awaitReady() throws IOException, InterruptedException {
        try {
            awaitLine();
        } catch (IOException | InterruptedException e) {
            process.kill();
            throw e;
        }
    }

    /** What a worker needs of our own environment when it needs no secret of it. */
    public static Map<String, String> plainEnvironment() {
        return Environments.plain(System.getenv());
    }

    public ChildProcess process() {
        return process;
    }

    /** SIGKILL. Returns when it is gone. */
    public void kill() throws InterruptedException {
        process.kill();
    }

    @Override
    public void close() {
        process.close();
    }

    private static List<String> command() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // It waits for servers: what C2 would save it is less than what C2 takes, of a machine on
        // which the database runs as well.
        command.addAll(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.add("--enable-native-access=ALL-UNNAMED");
        if (Runtime.version().feature() >= 24) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        Path target =
                Path.of(System.getProperty("godwit.root", "."))
                        .resolve("worker/target")
                        .toAbsolutePath()
                        .normalize();
        command.addAll(program(target));
        command.add("--server.port=0");
        return command;
    }

    /**
     * The worker as jars on a class path, with a cache of its classes that the JVM makes when it
     * ends and then keeps: it starts in a third of the time that the one jar takes.
     */
    private static List<String> program(Path target) throws IOException {
        Path plain = target.resolve("godwit-worker-plain.jar");
        Path whole = target.resolve("godwit-worker.jar");
        if (Files.isRegularFile(plain) && Files.isDirectory(target.resolve("lib"))) {
            Path cache =
                    target.resolve("godwit-worker-%s.jsa".formatted(Runtime.version().feature()));
            return List.of(
                    "-XX:+AutoCreateSharedArchive",
                    "-XX:SharedArchiveFile=" + cache,
                    // That a cache does not fit is nobody's concern.
                    "-Xlog:disable",
                    "-Xlog:all=error:stderr",
                    "-cp",
                    plain + File.pathSeparator + target.resolve("lib") + "/*",
                    "dev.godwit.worker.GodwitWorker");
        }
        if (!Files.isRegularFile(whole)) {
            throw new IOException("there is no worker at " + whole + ": run mvn package");
        }
        return List.of("-jar", whole.toString());
    }

    private void awaitLine() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (Logs.lines(process.log()).stream()
                .skip(linesBefore)
                .noneMatch(line -> line.startsWith(READY))) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IOException("the worker did not come up: " + Logs.end(process.log()));
            }
            Thread.sleep(100);
        }
    }
}
