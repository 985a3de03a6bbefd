package dev.godwit.cli.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.temporal.serviceclient.Version;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Fetches the {@code temporal} program that Temporal publishes for the SDK in use, from the address
 * that the SDK's own TemporalDevServer uses.
 */
final class TemporalDownload {

    static final URI PUBLISHER = URI.create("https://temporal.download");

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration WHOLE = Duration.ofMinutes(5);

    private final URI base;
    private final HttpClient http;

    TemporalDownload(URI base, Map<String, String> environment) {
        this.base = base;
        HttpClient.Builder builder =
                HttpClient.newBuilder()
                        .connectTimeout(CONNECT)
                        .followRedirects(HttpClient.Redirect.NORMAL);
        String proxy =
                environment.getOrDefault(
                        "HTTPS_PROXY", environment.getOrDefault("https_proxy", ""));
        if (!proxy.isBlank()) {
            URI address = URI.create(proxy);
            builder.proxy(
                    ProxySelector.of(new InetSocketAddress(address.getHost(), address.getPort())));
        }
        http = builder.build();
    }

    /** Writes the program to {@code destination}, executable. */
    void fetch(Path destination) throws IOException, InterruptedException {
        JsonNode found = JsonMapper.builder().build().readTree(get(description()).body());
        String archive = found.path("archiveUrl").asText("");
        String file = found.path("fileToExtract").asText("");
        if (archive.isEmpty() || file.isEmpty()) {
            throw new IOException(base + " did not say where the program is");
        }
        try (InputStream body = new BufferedInputStream(get(base.resolve(archive)).body())) {
            unpack(body, file, destination);
        }
        if (!destination.toFile().setExecutable(true)) {
            throw new IOException(destination + " cannot be made executable");
        }
    }

    private URI description() {
        return base.resolve(
                "/cli/default?platform=%s&arch=%s&format=tar.gz&sdk-name=sdk-java&sdk-version=%s"
                        .formatted(platform(), architecture(), Version.LIBRARY_VERSION));
    }

    private HttpResponse<InputStream> get(URI address) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address).timeout(WHOLE).build();
        HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            response.body().close();
            throw new IOException(address.getHost() + " answered " + response.statusCode());
        }
        return response;
    }

    private static void unpack(InputStream archive, String file, Path destination)
            throws IOException {
        archive.mark(2);
        boolean zip = archive.read() == 'P' && archive.read() == 'K';
        archive.reset();
        if (zip) {
            ZipInputStream entries = new ZipInputStream(archive);
            for (var entry = entries.getNextEntry();
                    entry != null;
                    entry = entries.getNextEntry()) {
                if (plain(entry.getName()).equals(plain(file))) {
                    Files.copy(entries, destination);
                    return;
                }
            }
        } else {
            TarArchiveInputStream entries = new TarArchiveInputStream(new GZIPInputStream(archive));
            for (ArchiveEntry entry = entries.getNextEntry();
                    entry != null;
                    entry = entries.getNextEntry()) {
                if (!entry.isDirectory() && plain(entry.getName()).equals(plain(file))) {
                    Files.copy(entries, destination);
                    return;
                }
            }
        }
        throw new IOException("the archive holds no file " + file);
    }

    private static String plain(String entry) {
        return entry.replace('\\', '/').replaceFirst("^(\\./)+", "");
    }

    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return system.contains("mac") ? "darwin" : "linux";
    }

    private static String architecture() {
        String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return machine.equals("aarch64") || machine.equals("arm64") ? "arm64" : "amd64";
    }
}
