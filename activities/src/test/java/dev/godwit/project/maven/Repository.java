package dev.godwit.project.maven;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.context.Runtimes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * A repository on this machine with artifacts that a test makes up; others come from the user's
 * local repository, or from where the user's settings say.
 */
public final class Repository implements AutoCloseable {

    /** Of everything in it. */
    static final String RELEASED = "Thu, 1 Jan 2026 00:00:00 GMT";

    private final HttpServer server;
    private final Path folder;
    private final String upstream;
    private final Path users;
    private final HttpClient client = HttpClient.newHttpClient();
    private volatile String authorization = "";
    private final Map<String, List<String>> versions = new ConcurrentHashMap<>();

    public Repository(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        try (Context context =
                Runtimes.INSTANCE
                        .getRuntime()
                        .create(ContextOverrides.create().withUserSettings(true).build())) {
            upstream = context.remoteRepositories().getFirst().getUrl();
            users = context.repositorySystemSession().getLocalRepository().getBasedir().toPath();
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Settings with which this is the only repository. */
    public Path settings() throws IOException {
        return Files.writeString(
                folder.resolve("settings.xml"),
                """
                <settings><mirrors><mirror>
                  <id>made-up</id><mirrorOf>*</mirrorOf><url>%s</url>
                </mirror></mirrors></settings>
                """
                        .formatted(url()));
    }

    /** From now on it answers only those who know these. */
    void protect(String user, String password) {
        byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        authorization = "Basic " + Base64.getEncoder().encodeToString(both);
    }

    /** Publishes a pom alone. @param more elements of it */
    public Repository pom(String name, String version, String packaging, String more)
            throws IOException {
        String[] parts = name.split(":", 2);
        Path to = Files.createDirectories(folder(name).resolve(version));
        Files.writeString(
                to.resolve("%s-%s.pom".formatted(parts[1], version)),
                """
                <project><modelVersion>4.0.0</modelVersion><groupId>%s</groupId>
                <artifactId>%s</artifactId><version>%s</version><packaging>%s</packaging>
                %s
                </project>
                """
                        .formatted(parts[0], parts[1], version, packaging, more));
        List<String> all = versions.computeIfAbsent(name, fresh -> new ArrayList<>());
        all.add(version);
        Files.writeString(
                folder(name).resolve("maven-metadata.xml"),
                """
                <metadata><groupId>%s</groupId><artifactId>%s</artifactId>
                <versioning><versions>%s</versions></versioning></metadata>
                """
                        .formatted(
                                parts[0],
                                parts[1],
                                all.stream()
                                        .map(one -> "<version>" + one + "</version>")
                                        .collect(Collectors.joining())));
        return this;
    }

    /** Publishes a jar with one class in no package. */
    public Repository jar(String name, String version, String type, String source)
            throws IOException {
        pom(name, version, "jar", "");
        Path made = Files.createDirectories(folder.resolve("made/" + name + "/" + version));
        Path file = Files.writeString(made.resolve(type + ".java"), source);
        int failed =
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "--release", "17", file.toString());
        if (failed != 0) {
            throw new IOException("the test's own class does not compile: " + file);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes)) {
            jar.putNextEntry(new JarEntry(type + ".class"));
            jar.write(Files.readAllBytes(made.resolve(type + ".class")));
        }
        String artifact = name.split(":", 2)[1];
        Files.write(
                folder(name).resolve("%s/%s-%1$s.jar".formatted(version, artifact)),
                bytes.toByteArray());
        return this;
    }

    /** Publishes a pom that says that the artifact goes by another name now. */
    public Repository moved(String name, String version, String to) throws IOException {
        return pom(
                name,
                version,
                "jar",
                ("<distributionManagement><relocation><artifactId>%s</artifactId></relocation>"
                                + "</distributionManagement>")
                        .formatted(to));
    }

    private Path folder(String name) {
        return folder.resolve("root/" + name.replace('.', '/').replace(':', '/'));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring(1);
        String known = exchange.getRequestHeaders().getFirst("Authorization");
        if (!authorization.isEmpty() && !authorization.equals(known)) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"made up\"");
            reply(exchange, 401, new byte[0]);
            return;
        }
        for (Path file :
                Stream.of(folder.resolve("root"), users).map(at -> at.resolve(path)).toList()) {
            if (Files.isRegularFile(file)) {
                exchange.getResponseHeaders().set("Last-Modified", RELEASED);
                reply(exchange, 200, Files.readAllBytes(file));
                return;
            }
        }
        if (path.startsWith("dev/godwit/made")) {
            reply(exchange, 404, new byte[0]);
        } else {
            pass(exchange, path);
        }
    }

    private void pass(HttpExchange exchange, String path) throws IOException {
        try {
            HttpResponse<byte[]> answer =
                    client.send(
                            HttpRequest.newBuilder(
                                            URI.create(upstream.replaceFirst("/*$", "/") + path))
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray());
            reply(exchange, answer.statusCode(), answer.body());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private static void reply(HttpExchange exchange, int status, byte[] body) throws IOException {
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
