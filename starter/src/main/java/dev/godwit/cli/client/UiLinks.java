package dev.godwit.cli.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Addresses of runs in the Temporal UI. */
public final class UiLinks {

    /** Where people and other tools say the address of the UI that belongs to TEMPORAL_ADDRESS. */
    private static final String VARIABLE = "TEMPORAL_UI_ADDRESS";

    /** {@code temporal server start-dev} puts its UI that far above its own port. */
    private static final int DEV_UI_OFFSET = 1000;

    private static final int LAST_PORT = 65_535;

    private static final Set<String> LOCAL = Set.of("127.0.0.1", "localhost", "[::1]");

    private final @Nullable String base;
    private final String namespace;

    UiLinks(@Nullable String base, String namespace) {
        this.base = base == null ? null : base.replaceFirst("/+$", "");
        this.namespace = namespace;
    }

    /**
     * The UI that the environment names, else godwit.yaml, else that of the development stack, else
     * by Temporal's conventions.
     */
    public static UiLinks of(Map<String, String> environment, Targets targets, TemporalLink link) {
        String named = environment.getOrDefault(VARIABLE, "").strip();
        if (!named.isEmpty()) {
            return new UiLinks(address(named), link.endpoint().namespace());
        }
        String configured = targets.ui();
        String known = configured == null ? link.stackUi() : configured;
        return new UiLinks(
                known == null ? conventional(link.endpoint().address()) : known,
                link.endpoint().namespace());
    }

    /** The page of a workflow execution; null when no UI is known. */
    public @Nullable String page(String workflowId, String runId) {
        return base == null
                ? null
                : "%s/namespaces/%s/workflows/%s/%s/history"
                        .formatted(base, encoded(namespace), encoded(workflowId), encoded(runId));
    }

    /** The UI that usually belongs to an address of Temporal; null when there is no such custom. */
    static @Nullable String conventional(String address) {
        int colon = address.lastIndexOf(':');
        if (colon < 0) {
            return null;
        }
        String host = address.substring(0, colon);
        String port = address.substring(colon + 1);
        if (host.endsWith(".tmprl.cloud") || host.endsWith(".api.temporal.io")) {
            return "https://cloud.temporal.io";
        }
        if (!LOCAL.contains(host) || !port.matches("\\d{1,5}")) {
            return null;
        }
        int ui = Integer.parseInt(port) + DEV_UI_OFFSET;
        return ui > LAST_PORT ? null : "http://%s:%d".formatted(host, ui);
    }

    private static String address(String named) {
        return named.contains("://") ? named : "http://" + named;
    }

    /** As the UI itself writes a name into one part of a path. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%7E", "~")
                .replace("*", "%2A");
    }
}
