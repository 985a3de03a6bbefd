package dev.godwit.project.maven.repository;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.repository.AuthenticationContext;
import org.eclipse.aether.repository.Proxy;
import org.eclipse.aether.repository.RemoteRepository;
import org.jspecify.annotations.Nullable;

/**
 * When a version came to its repository: the time that the repository gives for its pom. The file
 * in the local repository would not do, it is as old as the download.
 */
final class Ages {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The oldest that a repository names; empty when none does. */
    Optional<Instant> of(Repositories repositories, Artifact pom, List<RemoteRepository> from)
            throws IOException {
        Optional<Instant> oldest = Optional.empty();
        for (RemoteRepository one : from) {
            Optional<Instant> time = in(repositories, pom, one);
            if (time.isPresent() && (oldest.isEmpty() || time.get().isBefore(oldest.get()))) {
                oldest = time;
            }
        }
        return oldest;
    }

    private static Optional<Instant> in(
            Repositories repositories, Artifact pom, RemoteRepository repository)
            throws IOException {
        String base = repository.getUrl().replaceFirst("/+$", "");
        String path =
                "%s/%s/%s/%2$s-%3$s.pom"
                        .formatted(
                                pom.getGroupId().replace('.', '/'),
                                pom.getArtifactId(),
                                pom.getVersion());
        return switch (repository.getProtocol()) {
            case "file" ->
                    file(Path.of(URI.create(base.replaceFirst("^file:/*", "file:///"))), path);
            case "http", "https" -> http(repositories, repository, URI.create(base + "/" + path));
            default -> Optional.empty();
        };
    }

    private static Optional<Instant> file(Path folder, String path) throws IOException {
        Path file = folder.resolve(path);
        return Files.exists(file)
                ? Optional.of(Files.getLastModifiedTime(file).toInstant())
                : Optional.empty();
    }

    private static Optional<Instant> http(
            Repositories repositories, RemoteRepository repository, URI pom) throws IOException {
        HttpClient.Builder builder =
                HttpClient.newBuilder()
                        .connectTimeout(PATIENCE)
                        .followRedirects(HttpClient.Redirect.NORMAL);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(pom)
                        .timeout(PATIENCE)
                        .method("HEAD", HttpRequest.BodyPublishers.noBody());
        Proxy proxy = repository.getProxy();
        if (proxy != null) {
            builder.proxy(
                    ProxySelector.of(new InetSocketAddress(proxy.getHost(), proxy.getPort())));
        }
        basic(AuthenticationContext.forRepository(repositories.session(), repository))
                .ifPresent(value -> request.header("Authorization", value));
        basic(AuthenticationContext.forProxy(repositories.session(), repository))
                .ifPresent(value -> request.header("Proxy-Authorization", value));
        try (HttpClient client = builder.build()) {
            HttpResponse<Void> answer =
                    client.send(request.build(), HttpResponse.BodyHandlers.discarding());
            return answer.statusCode() == 200
                    ? answer.headers().firstValue("Last-Modified").flatMap(Ages::parse)
                    : Optional.empty();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a repository was asked", stopping);
        }
    }

    private static Optional<String> basic(@Nullable AuthenticationContext known) {
        if (known == null) {
            return Optional.empty();
        }
        try (known) {
            String user = known.get(AuthenticationContext.USERNAME);
            String password = known.get(AuthenticationContext.PASSWORD);
            if (user == null || password == null) {
                return Optional.empty();
            }
            byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
            return Optional.of("Basic " + Base64.getEncoder().encodeToString(both));
        }
    }

    private static Optional<Instant> parse(String time) {
        try {
            return Optional.of(
                    ZonedDateTime.parse(time, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }
}
