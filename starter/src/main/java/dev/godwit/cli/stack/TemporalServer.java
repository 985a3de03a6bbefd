package dev.godwit.cli.stack;

import dev.godwit.cli.stack.process.ChildProcess;
import dev.godwit.cli.stack.process.Environments;
import dev.godwit.cli.stack.process.Logs;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.StatusRuntimeException;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.OperatorServiceGrpc;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Temporal's dev server with its UI, on the loopback address, with a database file: runs survive
 * its restart. Not thread-safe.
 */
public final class TemporalServer implements AutoCloseable {

    /** The namespace that Godwit uses on it. */
    public static final String NAMESPACE = "default";

    private static final List<String> ATTRIBUTES =
            List.of(
                    "GodwitTarget",
                    "GodwitPlan",
                    "GodwitPhase",
                    "GodwitOutcome",
                    "GodwitActor",
                    "GodwitPlanHash");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration CALL = Duration.ofSeconds(2);

    private final Path program;
    private final Path folder;
    private final int port;
    private final int uiPort;
    private final ChildProcess process;

    private TemporalServer(Path program, Path folder, int port, int uiPort, ChildProcess process) {
        this.program = program;
        this.folder = folder;
        this.port = port;
        this.uiPort = uiPort;
        this.process = process;
    }

    /**
     * Starts it and returns when it serves calls, knows Godwit's search attributes and shows its
     * UI.
     *
     * @param folder keeps the database file and the log
     * @throws IOException when it does not come up, with the end of its log
     */
    public static TemporalServer start(Path program, Path folder, int port, int uiPort)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        ChildProcess process =
                ChildProcess.start(
                        "temporal",
                        command(program, folder, port, uiPort),
                        Environments.plain(System.getenv()),
                        folder.resolve("temporal.log"));
        TemporalServer server = new TemporalServer(program, folder, port, uiPort, process);
        try {
            server.awaitReady();
            return server;
        } catch (IOException | InterruptedException | RuntimeException e) {
            process.kill();
            throw e;
        }
    }

    /** Stops it and starts it again on the same ports and database file. */
    public TemporalServer restart() throws IOException, InterruptedException {
        process.stop();
        return start(program, folder, port, uiPort);
    }

    public String address() {
        return "127.0.0.1:" + port;
    }

    public String ui() {
        return "http://127.0.0.1:" + uiPort;
    }

    public ChildProcess process() {
        return process;
    }

    @Override
    public void close() {
        process.close();
    }

    private static List<String> command(Path program, Path folder, int port, int uiPort) {
        List<String> command = new ArrayList<>(List.of(program.toString(), "server", "start-dev"));
        command.addAll(List.of("--ip", "127.0.0.1", "--port", Integer.toString(port)));
        command.addAll(List.of("--ui-port", Integer.toString(uiPort)));
        command.addAll(List.of("--db-filename", folder.resolve("temporal.db").toString()));
        command.addAll(List.of("--namespace", NAMESPACE, "--log-level", "error"));
        ATTRIBUTES.forEach(
                name -> command.addAll(List.of("--search-attribute", name + "=Keyword")));
        return command;
    }

    private void awaitReady() throws IOException, InterruptedException {
        ManagedChannel channel =
                ManagedChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!(serves(channel) && shows(http))) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    throw new IOException(
                            "Temporal's dev server did not come up: " + Logs.end(process.log()));
                }
                Thread.sleep(100);
            }
        } finally {
            channel.shutdownNow();
        }
    }

    private static boolean serves(ManagedChannel channel) {
        try {
            WorkflowServiceGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(CALL.toMillis(), TimeUnit.MILLISECONDS)
                    .describeNamespace(
                            DescribeNamespaceRequest.newBuilder().setNamespace(NAMESPACE).build());
            return OperatorServiceGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(CALL.toMillis(), TimeUnit.MILLISECONDS)
                    .listSearchAttributes(
                            ListSearchAttributesRequest.newBuilder()
                                    .setNamespace(NAMESPACE)
                                    .build())
                    .getCustomAttributesMap()
                    .keySet()
                    .containsAll(ATTRIBUTES);
        } catch (StatusRuntimeException notYet) {
            return false;
        }
    }

    private boolean shows(HttpClient http) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(ui())).timeout(CALL).build();
            return http.send(request, BodyHandlers.discarding()).statusCode() < 400;
        } catch (IOException notYet) {
            return false;
        }
    }
}
