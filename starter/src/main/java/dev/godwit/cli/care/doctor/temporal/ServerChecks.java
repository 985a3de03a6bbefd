package dev.godwit.cli.care.doctor.temporal;

import dev.godwit.cli.client.TemporalLink;
import dev.godwit.workflow.operator.Check;
import dev.godwit.workflow.operator.Check.Level;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceBlockingStub;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Temporal itself. */
public final class ServerChecks {

    /** A weekend: shorter, and nobody sees in the UI what happened over it. */
    private static final Duration SHORT = Duration.ofDays(3);

    private final TemporalLink link;

    public ServerChecks(TemporalLink link) {
        this.link = link;
    }

    /** Where it is, and which version. */
    public Check server() {
        String version =
                stub().getSystemInfo(GetSystemInfoRequest.getDefaultInstance()).getServerVersion();
        return Check.ok(
                "server",
                "%s, version %s"
                        .formatted(
                                link.endpoint().address(),
                                version.isEmpty() ? "unknown" : version));
    }

    /** Whether the namespace is there, and how long it remembers. */
    public Check namespace() {
        String name = link.endpoint().namespace();
        Duration retention;
        try {
            retention =
                    Duration.ofSeconds(
                            stub().describeNamespace(
                                            DescribeNamespaceRequest.newBuilder()
                                                    .setNamespace(name)
                                                    .build())
                                    .getConfig()
                                    .getWorkflowExecutionRetentionTtl()
                                    .getSeconds());
        } catch (StatusRuntimeException failure) {
            if (failure.getStatus().getCode() != Status.Code.NOT_FOUND) {
                throw failure;
            }
            return new Check(
                    "namespace",
                    Level.FAILURE,
                    "there is no namespace " + name,
                    "TEMPORAL_NAMESPACE or Temporal's configuration file names it",
                    "temporal operator namespace create --namespace %s --retention 30d"
                            .formatted(name));
        }
        String said = "%s, keeps closed runs for %s".formatted(name, words(retention));
        return retention.compareTo(SHORT) >= 0
                ? Check.ok("namespace", said)
                : new Check(
                        "namespace",
                        Level.NOTE,
                        said,
                        "after that only the target's own ledger knows them: godwit history",
                        "temporal operator namespace update --namespace %s --retention 30d"
                                .formatted(name));
    }

    private WorkflowServiceBlockingStub stub() {
        return link.stubs()
                .blockingStub()
                .withDeadlineAfter(TemporalLink.PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static String words(Duration time) {
        return time.toDays() > 1 ? time.toDays() + " days" : time.toHours() + " hours";
    }
}
