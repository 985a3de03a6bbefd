package dev.godwit.cli.client;

import dev.godwit.config.TemporalEndpoint;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Addresses of runs in the Temporal UI. */
public final class UiLinks {

    /** {@code temporal server start-dev} puts its UI that far above its own port. */
    private static final int DEV_UI_OFFSET = 1000;

    private static final Set<String> LOCAL = Set.of("127.0.0.1", "localhost", "[::1]");

    private final @Nullable String base;
    private final String namespace;

    UiLinks(@Nullable String base, String namespace) {
        this.base = base == null ? null : base.replaceFirst("/+$", "");
        this.namespace = namespace;
    }

    /** The UI of godwit.yaml, else of the development stack, else by Temporal's conventions. */
    public static UiLinks of(Targets targets, TemporalLink link) {
        String configured = targets.ui();
        String known = configured == null ? link.stackUi() : configured;
        return new UiLinks(
                known == null ? conventional(link.endpoint()) : known, link.endpoint().namespace());
    }

    /** The page of a workflow execution; null when no UI is known. */
    public @Nullable String page(String workflowId, String runId) {
        return base == null
                ? null
                : "%s/namespaces/%s/workflows/%s/%s/history"
                        .formatted(base, encoded(namespace), encoded(workflowId), runId);
    }

    private static @Nullable String conventional(TemporalEndpoint endpoint) {
        String address = endpoint.address();
        int colon = address.lastIndexOf(':');
        if (colon < 0) {
            return null;
        }
        String host = address.substring(0, colon);
        String port = address.substring(colon + 1);
        if (host.endsWith(".tmprl.cloud") || host.endsWith(".api.temporal.io")) {
            return "https://cloud.temporal.io";
        }
        return LOCAL.contains(host) && port.matches("\\d{1,5}")
                ? "http://%s:%d".formatted(host, Integer.parseInt(port) + DEV_UI_OFFSET)
                : null;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
