package dev.godwit.project.python;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A package index on this machine, with wheels that a test makes up. */
public final class Packages implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpServer server;
    private final Map<String, ObjectNode> projects = new ConcurrentHashMap<>();
    private final Map<String, byte[]> wheels = new ConcurrentHashMap<>();

    public Packages() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:%d/simple".formatted(server.getAddress().getPort());
    }

    /** A wheel. @param code of its only module @param metadata more lines of its METADATA */
    public ObjectNode publish(String name, String version, String code, String metadata)
            throws IOException {
        String file = "%s-%s-py3-none-any.whl".formatted(name, version);
        String info = "%s-%s.dist-info/".formatted(name, version);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            write(zip, name + "/__init__.py", code);
            write(
                    zip,
                    info + "METADATA",
                    "Metadata-Version: 2.1\nName: %s\nVersion: %s\n%s"
                            .formatted(name, version, metadata));
            write(
                    zip,
                    info + "WHEEL",
                    "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
            write(zip, info + "RECORD", name + "/__init__.py,,\n");
        }
        wheels.put("/files/" + file, bytes.toByteArray());
        ObjectNode project =
                projects.computeIfAbsent(
                        "/simple/" + name.replace('_', '-') + "/",
                        path -> {
                            ObjectNode fresh = JSON.createObjectNode().put("name", name);
                            fresh.putObject("meta").put("api-version", "1.1");
                            fresh.putArray("files");
                            return fresh;
                        });
        ObjectNode entry = project.withArray("files").addObject();
        entry.put("filename", file).put("url", "../../files/" + file);
        entry.putObject("hashes").put("sha256", sha256(bytes.toByteArray()));
        entry.put("upload-time", "2026-01-01T00:00:00Z");
        return entry;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void write(ZipOutputStream zip, String path, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(path));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        ObjectNode project = projects.get(path);
        byte[] body = project == null ? wheels.get(path) : JSON.writeValueAsBytes(project);
        if (project != null) {
            exchange.getResponseHeaders()
                    .add("Content-Type", "application/vnd.pypi.simple.v1+json");
        }
        if (body != null && exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
            return;
        }
        exchange.sendResponseHeaders(body == null ? 404 : 200, body == null ? -1 : body.length);
        if (body != null) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
