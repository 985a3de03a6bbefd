package dev.godwit.project.audit.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.godwit.project.ecosystem.Version;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Answers {@code /v1/query} as OSV does, on this machine and of {@link Osv#records()} only. */
final class OsvService implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpServer server;
    private final List<JsonNode> records = new ArrayList<>();

    OsvService() throws Exception {
        try (Stream<Path> files = Files.list(Osv.records().resolve("PyPI"))) {
            for (Path file : files.sorted().toList()) {
                records.add(JSON.readTree(file.toFile()));
            }
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/query", this::answer);
        server.start();
    }

    /** From now on every version after the first affected one is, too. */
    void forgetFixes() {
        for (JsonNode one : records) {
            ((ArrayNode) one.at("/affected/0/ranges/0/events")).remove(1);
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:%d/v1/query".formatted(server.getAddress().getPort()));
    }

    private void answer(HttpExchange exchange) throws IOException {
        JsonNode query = JSON.readTree(exchange.getRequestBody());
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode found = JSON.createArrayNode();
        records.stream().filter(one -> affected(one, query)).forEach(found::add);
        if (!found.isEmpty()) {
            answer.set("vulns", found);
        }
        byte[] body = JSON.writeValueAsBytes(answer);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static boolean affected(JsonNode one, JsonNode query) {
        Version used = Version.of(query.path("version").asText()).orElseThrow();
        JsonNode affected = one.at("/affected/0");
        JsonNode events = affected.at("/ranges/0/events");
        return affected.at("/package/name").asText().equals(query.at("/package/name").asText())
                && used.compareTo(version(events.at("/0/introduced"))) >= 0
                && (events.size() == 1 || used.compareTo(version(events.at("/1/fixed"))) < 0);
    }

    private static Version version(JsonNode text) {
        return Version.of(text.asText()).orElseThrow();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
