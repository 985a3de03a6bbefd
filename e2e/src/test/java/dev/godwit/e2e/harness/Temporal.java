package dev.godwit.e2e.harness;

import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A real Temporal server with a database file, one for all tests of the JVM; it can be restarted.
 */
public final class Temporal {

    private static @Nullable Temporal shared;

    private final Path binary;
    private final Path folder;
    private final int port = Tools.freePort();
    private final WorkflowServiceStubs stubs;
    private Process process;

    private Temporal() throws Exception {
        binary =
                Tools.require(
                        "temporal",
                        "the temporal command line (1.5 or newer) is not on the PATH or in Go's bin"
                                + " folder");
        folder = Files.createTempDirectory("godwit-e2e-temporal");
        process = launch();
        stubs =
                WorkflowServiceStubs.newServiceStubs(
                        WorkflowServiceStubsOptions.newBuilder().setTarget(address()).build());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> process.destroyForcibly()));
        awaitServing();
    }

    /** The server of this JVM, started at the first call. */
    public static synchronized Temporal shared() throws Exception {
        if (shared == null) {
            shared = new Temporal();
        }
        return shared;
    }

    /** Host and port. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    /** The program of the {@code temporal} command. */
    public Path binary() {
        return binary;
    }

    /** The id of an activity that is under way. */
    public String pendingActivity(String workflow) {
        return client().newUntypedWorkflowStub(workflow)
                .describe()
                .getRawDescription()
                .getPendingActivities(0)
                .getActivityId();
    }

    /** A client of the test's own. */
    public WorkflowClient client() {
        return WorkflowClient.newInstance(stubs);
    }

    /** Kills the server and starts it again on the same port and database file. */
    public void restart(Duration down) throws Exception {
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        Thread.sleep(down.toMillis());
        process = launch();
        awaitServing();
    }

    /** The whole history of a workflow as JSON, as the command line of Temporal exports it. */
    public String history(String workflowId) throws Exception {
        Process show =
                new ProcessBuilder(
                                binary.toString(),
                                "workflow",
                                "show",
                                "--address",
                                address(),
                                "--workflow-id",
                                workflowId,
                                "-o",
                                "json")
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        String json = new String(show.getInputStream().readAllBytes());
        show.waitFor(20, TimeUnit.SECONDS);
        return json;
    }

    private Process launch() throws IOException {
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
                                "--db-filename",
                                folder.resolve("temporal.db").toString(),
                                "--log-level",
                                "error"));
        for (String attribute :
                List.of("Target", "Plan", "Phase", "Outcome", "Actor", "PlanHash")) {
            command.add("--search-attribute");
            command.add("Godwit" + attribute + "=Keyword");
        }
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("temporal.log").toFile()))
                .start();
    }

    private void awaitServing() throws Exception {
        Tools.await(
                "the Temporal server to serve",
                60,
                () -> {
                    try {
                        stubs.blockingStub()
                                .withDeadlineAfter(2, TimeUnit.SECONDS)
                                .getSystemInfo(GetSystemInfoRequest.getDefaultInstance());
                        return true;
                    } catch (io.grpc.StatusRuntimeException starting) {
                        return false;
                    }
                });
    }
}
