package dev.godwit.config.outside;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request or a command. Its URL and headers may hold unresolved secrets ({@code ${VAR}}), which
 * are resolved when it is run.
 *
 * @param http URL; null for a command
 * @param command program and arguments; empty for a request
 * @param headers of the request, by name
 * @param timeout after which it has failed
 */
public record Errand(
        @Nullable String http,
        List<String> command,
        Map<String, String> headers,
        Duration timeout) {

    public Errand {
        command = List.copyOf(command);
        headers = Map.copyOf(headers);
    }

    /** Which sort it is: neither URL, arguments nor headers. */
    @Override
    public String toString() {
        return http == null ? "a command" : "an HTTP request";
    }
}
