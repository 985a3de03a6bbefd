package dev.godwit.worker.temporal;

import dev.godwit.config.TemporalEndpoint;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The Temporal server that this worker belongs to. */
public final class TemporalServer {

    private static final long PATIENCE_SECONDS = 3;

    private final WorkflowServiceStubs stubs;
    private final TemporalEndpoint endpoint;

    public TemporalServer(WorkflowServiceStubs stubs, TemporalEndpoint endpoint) {
        this.stubs = stubs;
        this.endpoint = endpoint;
    }

    TemporalEndpoint endpoint() {
        return endpoint;
    }

    /** Asks it, and says why it cannot be worked with; empty when it can. Takes a few seconds. */
    Optional<String> trouble() {
        try {
            var patient =
                    stubs.blockingStub().withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS);
            patient.getSystemInfo(GetSystemInfoRequest.getDefaultInstance());
            patient.describeNamespace(
                    DescribeNamespaceRequest.newBuilder()
                            .setNamespace(endpoint.namespace())
                            .build());
            return Optional.empty();
        } catch (StatusRuntimeException failure) {
            return words(failure.getStatus());
        }
    }

    private Optional<String> words(Status status) {
        return switch (status.getCode()) {
            case NOT_FOUND -> Optional.of("it has no namespace " + endpoint.namespace());
            case UNAUTHENTICATED -> Optional.of("it does not accept the API key or certificate");
            // It answered: a key may be allowed to poll without being allowed to describe.
            case PERMISSION_DENIED -> Optional.empty();
            case UNAVAILABLE -> Optional.of("nobody answers there");
            case DEADLINE_EXCEEDED -> Optional.of("no answer within a few seconds");
            default -> Optional.of("it answers " + status.getCode());
        };
    }
}
