package dev.godwit.project.npm;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

/** A registry on this machine with packages that a test makes up; it passes others through. */
public final class Registry implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpServer server;
    private final Path folder;
    private final String upstream;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, ObjectNode> packages = new ConcurrentHashMap<>();
    private final Map<String, ArrayNode> advisories = new ConcurrentHashMap<>();

    /** Whether it has the service that npm audit asks. */
    public volatile boolean knowsAdvisories = true;

    public Registry(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        Process npm =
                new ProcessBuilder("npm", "config", "get", "registry")
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        upstream = new String(npm.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        npm.waitFor();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** Publishes a version. @param more fields of its package.json, as JSON */
    public Registry publish(String name, String version, String index, String more)
            throws Exception {
        ObjectNode manifest = (ObjectNode) JSON.readTree(more);
        manifest.put("name", name).put("version", version).put("main", "index.js");
        String flat = name.replace('/', '-').replace("@", "") + "-" + version;
        Path made = folder.resolve(flat);
        Path content = Files.createDirectories(made.resolve("package"));
        Files.writeString(content.resolve("package.json"), manifest.toString());
        Files.writeString(content.resolve("index.js"), index);
        Path archive = folder.resolve(flat + ".tgz");
        new ProcessBuilder("tar", "-czf", archive.toString(), "-C", made.toString(), "package")
                .start()
                .waitFor();
        byte[] digest = MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(archive));
        manifest.putObject("dist")
                .put("tarball", url() + "-/tgz/" + flat + ".tgz")
                .put("integrity", "sha512-" + Base64.getEncoder().encodeToString(digest));
        ObjectNode known =
                packages.computeIfAbsent(
                        name,
                        fresh -> {
                            ObjectNode root = JSON.createObjectNode().put("name", fresh);
                            root.putObject("dist-tags");
                            root.putObject("versions");
                            root.putObject("time");
                            return root;
                        });
        ((ObjectNode) known.get("dist-tags")).put("latest", version);
        ((ObjectNode) known.get("versions")).set(version, manifest);
        ((ObjectNode) known.get("time")).put(version, "2026-01-01T00:00:00.000Z");
        return this;
    }

    /** Says that versions of a package are vulnerable. @param severity as npm writes it */
    public Registry advise(String name, String advisory, String severity, String range) {
        advisories
                .computeIfAbsent(name, fresh -> JSON.createArrayNode())
                .addObject()
                .put("id", advisories.size())
                .put("url", "https://advisories.invalid/" + advisory)
                .put("title", "A flaw in " + name)
                .put("severity", severity)
                .put("vulnerable_versions", range);
        return this;
    }

    private void bulk(HttpExchange exchange) throws IOException {
        ObjectNode answer = JSON.createObjectNode();
        JSON.readTree(new GZIPInputStream(exchange.getRequestBody()))
                .fieldNames()
                .forEachRemaining(
                        name -> {
                            if (advisories.containsKey(name)) {
                                answer.set(name, advisories.get(name));
                            }
                        });
        reply(exchange, 200, answer.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void answer(HttpExchange exchange) throws IOException {
        if (exchange.getRequestURI().getPath().endsWith("/advisories/bulk")) {
            if (knowsAdvisories) {
                bulk(exchange);
            } else {
                reply(exchange, 405, "{}".getBytes(StandardCharsets.UTF_8));
            }
            return;
        }
        String raw = exchange.getRequestURI().getRawPath().substring(1);
        String path = URLDecoder.decode(raw, StandardCharsets.UTF_8);
        if (path.startsWith("-/tgz/")) {
            reply(exchange, 200, Files.readAllBytes(folder.resolve(path.substring(6))));
        } else if (packages.containsKey(path)) {
            reply(exchange, 200, packages.get(path).toString().getBytes(StandardCharsets.UTF_8));
        } else {
            pass(exchange, raw);
        }
    }

    private void pass(HttpExchange exchange, String raw) throws IOException {
        try {
            HttpResponse<byte[]> answer =
                    client.send(
                            HttpRequest.newBuilder(URI.create(upstream + raw)).build(),
                            HttpResponse.BodyHandlers.ofByteArray());
            reply(exchange, answer.statusCode(), answer.body());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private static void reply(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().put("Content-Type", List.of("application/json"));
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
