package dev.godwit.cli.client;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.config.ConfigException;
import dev.godwit.config.DevStack;
import dev.godwit.config.TemporalEndpoint;
import dev.godwit.workflow.message.Finding;
import io.grpc.Context;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A connection to Temporal that is known to work, or was said not to within 3 seconds. */
public final class TemporalLink implements AutoCloseable {

    /** How long anything that should answer at once is waited for. */
    public static final long PATIENCE_MILLIS = 2_500;

    private static final String UNREACHABLE = "GW-510";

    private final TemporalEndpoint endpoint;
    private final @Nullable DevStack stack;
    private final WorkflowServiceStubs stubs;
    private final WorkflowClient client;
    private final String actor;
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        Thread thread = new Thread(task, "deadlines");
                        thread.setDaemon(true);
                        return thread;
                    });

    private TemporalLink(
            TemporalEndpoint endpoint,
            @Nullable DevStack stack,
            WorkflowServiceStubs stubs,
            String actor) {
        this.endpoint = endpoint;
        this.stack = stack;
        this.stubs = stubs;
        this.actor = actor;
        this.client = endpoint.client(stubs, actor);
    }

    /**
     * Connects: Temporal's own environment configuration, else the running development stack, else
     * Temporal's default address.
     *
     * @throws CliError when Temporal does not answer
     */
    public static TemporalLink open(Surroundings surroundings) {
        Optional<DevStack> stack = DevStack.running(DevStack.home(surroundings.environment()));
        try {
            TemporalEndpoint endpoint =
                    TemporalEndpoint.load(
                            surroundings.environment(), stack.map(DevStack::temporal).orElse(null));
            TemporalLink link =
                    new TemporalLink(
                            endpoint,
                            stack.orElse(null),
                            endpoint.connect(),
                            Actor.of(surroundings.environment()));
            link.probe();
            return link;
        } catch (ConfigException wrong) {
            throw Targets.configuration(wrong);
        }
    }

    private void probe() {
        try {
            stubs.blockingStub()
                    .withDeadlineAfter(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                    .getSystemInfo(GetSystemInfoRequest.getDefaultInstance());
        } catch (StatusRuntimeException failure) {
            close();
            throw unreachable(failure);
        }
    }

    /** Temporal does not answer. */
    public CliError unreachable(StatusRuntimeException failure) {
        return new CliError(
                ExitCode.UNREACHABLE,
                List.of(
                        new Finding(
                                UNREACHABLE,
                                "Temporal cannot be reached",
                                endpoint.toString(),
                                failure.getStatus().getCode().toString(),
                                """
                                godwit dev                          starts one on this machine
                                temporal operator cluster health    tries the same settings""")),
                failure);
    }

    /**
     * Calls Temporal; whatever it calls ends after {@link #PATIENCE_MILLIS}.
     *
     * @throws RuntimeException as the SDK throws it
     */
    public <T> T within(Callable<T> call) {
        try (Context.CancellableContext limited =
                Context.current()
                        .withDeadlineAfter(PATIENCE_MILLIS, TimeUnit.MILLISECONDS, clock)) {
            return limited.call(call);
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception checked) {
            throw new IllegalStateException(checked);
        }
    }

    /** Who is shown in histories. */
    public String actor() {
        return actor;
    }

    public WorkflowClient client() {
        return client;
    }

    /** For calls that the client has no words for; callers set a deadline. */
    public WorkflowServiceStubs stubs() {
        return stubs;
    }

    public TemporalEndpoint endpoint() {
        return endpoint;
    }

    /** The UI of the development stack, when that is what this connection leads to. */
    @Nullable String stackUi() {
        return stack != null && stack.temporal().equals(endpoint.address()) ? stack.ui() : null;
    }

    @Override
    public void close() {
        clock.shutdownNow();
        stubs.shutdownNow();
        stubs.awaitTermination(1, TimeUnit.SECONDS);
    }
}
