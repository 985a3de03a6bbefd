package dev.godwit.project.python.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.godwit.project.python.declared.Declaration;
import dev.godwit.project.python.declared.Release;
import dev.godwit.project.python.declared.Specifier;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A package index, asked by the JSON form of the simple API, which tells when a file came and
 * whether it was yanked.
 *
 * @see <a href="https://packaging.python.org/en/latest/specifications/simple-repository-api/">the
 *     API</a>
 */
public final class Index {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String FORM = "application/vnd.pypi.simple.v1+json";
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int FOUND = 200;
    private static final int MISSING = 404;

    private final HttpClient client =
            HttpClient.newBuilder()
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .connectTimeout(PATIENCE)
                    .build();
    private final List<URI> addresses;

    /**
     * @param addresses of the indexes; a user and a password in them are used
     */
    public Index(List<URI> addresses) {
        this.addresses = List.copyOf(addresses);
    }

    /**
     * What all indexes together list of a package, lowest first; empty when none has it.
     *
     * @throws IOException when one of them does not answer
     */
    public Optional<List<Listing>> releases(String name) throws IOException {
        List<JsonNode> files = new ArrayList<>();
        boolean known = false;
        for (URI address : addresses) {
            Optional<JsonNode> project = ask(address, name);
            known |= project.isPresent();
            project.ifPresent(one -> one.path("files").forEach(files::add));
        }
        if (!known) {
            return Optional.empty();
        }
        Map<Release, List<JsonNode>> byRelease = new TreeMap<>();
        for (JsonNode file : files) {
            release(name, file.path("filename").asText())
                    .ifPresent(
                            release ->
                                    byRelease
                                            .computeIfAbsent(release, one -> new ArrayList<>())
                                            .add(file));
        }
        return Optional.of(
                byRelease.entrySet().stream()
                        .map(entry -> listing(entry.getKey(), entry.getValue()))
                        .toList());
    }

    private Optional<JsonNode> ask(URI address, String name) throws IOException {
        String base = address.toString();
        URI page =
                URI.create(
                        (base.endsWith("/") ? base : base + "/")
                                + Declaration.canonical(name)
                                + "/");
        HttpRequest.Builder request =
                HttpRequest.newBuilder(anonymous(page)).timeout(PATIENCE).header("Accept", FORM);
        if (page.getUserInfo() != null) {
            String user =
                    Base64.getEncoder()
                            .encodeToString(page.getUserInfo().getBytes(StandardCharsets.UTF_8));
            request.header("Authorization", "Basic " + user);
        }
        try {
            HttpResponse<byte[]> answer =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() == MISSING) {
                return Optional.empty();
            }
            String form = answer.headers().firstValue("Content-Type").orElse("");
            if (answer.statusCode() != FOUND || !form.contains("json")) {
                throw new IOException(
                        "%s answered %d as %s; the JSON form of the simple API is needed"
                                .formatted(anonymous(address), answer.statusCode(), form));
            }
            return Optional.of(JSON.readTree(answer.body()));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while asking an index", stopping);
        }
    }

    /** Without a user: this one may be shown. */
    private static URI anonymous(URI address) {
        return URI.create(address.toString().replaceFirst("//[^/@]+@", "//"));
    }

    /** A wheel's name has the version as its second part, an archive of sources as its last. */
    private static Optional<Release> release(String name, String file) {
        String bare = file.replaceFirst("\\.(tar\\.gz|zip|tar\\.bz2)$", "");
        if (file.endsWith(".whl")) {
            String[] parts = file.split("-");
            return parts.length > 2 ? Release.of(parts[1]) : Optional.empty();
        }
        if (bare.equals(file) || bare.length() <= name.length() + 1) {
            return Optional.empty();
        }
        String prefix = bare.substring(0, name.length());
        return Declaration.canonical(prefix).equals(Declaration.canonical(name))
                ? Release.of(bare.substring(name.length() + 1))
                : Optional.empty();
    }

    private static Listing listing(Release release, List<JsonNode> files) {
        boolean yanked = true;
        String python = "";
        Optional<Instant> uploaded = Optional.empty();
        for (JsonNode file : files) {
            JsonNode withdrawn = file.path("yanked");
            yanked &= withdrawn.isTextual() || withdrawn.asBoolean();
            python = python.isEmpty() ? file.path("requires-python").asText("") : python;
            Optional<Instant> came = instant(file.path("upload-time").asText(""));
            if (uploaded.isEmpty() || came.isPresent() && came.get().isBefore(uploaded.get())) {
                uploaded = came;
            }
        }
        return new Listing(
                release, new Specifier(python.equals("null") ? "" : python), yanked, uploaded);
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException unknown) {
            return Optional.empty();
        }
    }
}
