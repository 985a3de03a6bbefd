package dev.godwit.cli.server;

import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** A real Temporal dev server, of one test class. */
public final class TemporalServer implements AutoCloseable {

    private final String address;
    private final Process process;
    private final WorkflowServiceStubs stubs;

    private TemporalServer(Path binary, List<String> attributes) throws Exception {
        int port = freePort();
        address = "127.0.0.1:" + port;
        List<String> command =
                new ArrayList<>(
                        List.of(
                                binary.toString(),
                                "server",
                                "start-dev",
                                "--headless",
                                "--ip",
                                "127.0.0.1",
                                "--port",
                                Integer.toString(port),
                                "--log-level",
                                "error"));
        attributes.forEach(
                name -> command.addAll(List.of("--search-attribute", name + "=Keyword")));
        process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        stubs =
                WorkflowServiceStubs.newServiceStubs(
                        WorkflowServiceStubsOptions.newBuilder().setTarget(address).build());
        awaitServing();
    }

    /** Starts one that knows these search attributes; skips the test without the program. */
    public static TemporalServer start(List<String> attributes) throws Exception {
        Optional<Path> binary =
                Stream.concat(
                                Stream.of(System.getenv("PATH").split(File.pathSeparator)),
                                Stream.of(System.getProperty("user.home") + "/go/bin"))
                        .map(folder -> Path.of(folder, "temporal"))
                        .filter(Files::isExecutable)
                        .findFirst();
        String sentence =
                "the temporal command line is not on the PATH or in Go's bin folder; install it";
        if (binary.isEmpty() && "required".equals(System.getProperty("godwit.tools"))) {
            Assertions.fail(sentence);
        }
        Assumptions.assumeTrue(binary.isPresent(), sentence);
        return new TemporalServer(binary.orElseThrow(), attributes);
    }

    public String address() {
        return address;
    }

    public WorkflowClient client() {
        return WorkflowClient.newInstance(stubs);
    }

    /** A port that was free a moment ago. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitServing() throws Exception {
        DescribeNamespaceRequest request =
                DescribeNamespaceRequest.newBuilder().setNamespace("default").build();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true) {
            try {
                stubs.blockingStub()
                        .withDeadlineAfter(2, TimeUnit.SECONDS)
                        .describeNamespace(request);
                return;
            } catch (io.grpc.StatusRuntimeException starting) {
                if (System.nanoTime() > end) {
                    throw starting;
                }
                Thread.sleep(100);
            }
        }
    }

    @Override
    public void close() throws Exception {
        stubs.shutdownNow();
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
}
