package dev.godwit.e2e.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged worker as a process of its own, to be killed, stopped and continued. */
public final class WorkerProcess {

    private final Process process;
    private final Path log;

    private WorkerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts one. @param folder for its log @param environment all of it */
    public static WorkerProcess launch(Path folder, Map<String, String> environment)
            throws IOException {
        Path log = Files.createTempFile(folder, "worker", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(
                                Cli.java(),
                                "-Xmx512m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "-XX:SharedArchiveFile=" + ClassCache.worker(),
                                "-Xlog:disable",
                                "-cp",
                                ClassCache.workerClasses(),
                                "dev.godwit.worker.GodwitWorker",
                                "--server.port=0")
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new WorkerProcess(process, log);
    }

    /** Waits until it polls. */
    public WorkerProcess awaitReady() throws Exception {
        Tools.await(
                "the worker to poll; its log is " + log,
                180,
                () -> {
                    if (!process.isAlive()) {
                        throw new IllegalStateException("worker ended: " + log());
                    }
                    return log().contains("godwit worker ready:");
                });
        return this;
    }

    /** SIGKILL. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(10, TimeUnit.SECONDS);
    }

    /** SIGTERM, then waits for the drain. */
    public boolean stop() throws InterruptedException {
        process.destroy();
        return process.waitFor(30, TimeUnit.SECONDS);
    }

    /** SIGSTOP: the process is there and does nothing. */
    public void freeze() throws Exception {
        signal("-STOP");
    }

    /** SIGCONT. */
    public void thaw() throws Exception {
        signal("-CONT");
    }

    /** What it printed so far. */
    public String log() throws IOException {
        return Files.readString(log);
    }

    private void signal(String signal) throws Exception {
        new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
    }
}
