package dev.godwit.project.audit.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.godwit.project.audit.Audit;
import dev.godwit.project.audit.Component;
import dev.godwit.project.audit.Feeds;
import dev.godwit.project.audit.Finding;
import dev.godwit.project.audit.Inventory;
import dev.godwit.project.audit.Severity;
import dev.godwit.project.ecosystem.Workplace;
import dev.godwit.project.process.Sandbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real programs; the records are true ones, shortened. osv-scanner only where it is there. */
class PythonAuditTest {

    private static final String DJANGO =
            """
            {"schema_version":"1.6.0","id":"GHSA-2hrw-hx67-34x6","modified":"2024-08-07T00:00:00Z",
             "aliases":["CVE-2024-41991"],"summary":"Django denial of service",
             "affected":[{"package":{"ecosystem":"PyPI","name":"django"},
               "ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"4.2"},{"fixed":"4.2.15"}]}]}],
             "severity":[{"type":"CVSS_V3","score":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H"}]}
            """;

    private static final String LOG4J =
            """
            {"schema_version":"1.6.0","id":"GHSA-jfh8-c2jp-5v3q","modified":"2024-01-01T00:00:00Z",
             "aliases":["CVE-2021-44228"],"summary":"Remote code injection in Log4j",
             "affected":[{"package":{"ecosystem":"Maven","name":"org.apache.logging.log4j:log4j-core"},
               "ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"2.13.0"},{"fixed":"2.15.0"}]}]}],
             "severity":[{"type":"CVSS_V3","score":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H"}]}
            """;

    @TempDir Path temp;
    private Workplace at;

    private static final Inventory PYTHON =
            new Inventory(
                    List.of(component("django", "4.2.11"), component("sqlparse", "0.5.0")),
                    List.of());

    private static Component component(String name, String version) {
        return new Component(
                name,
                version,
                "pkg:pypi/%s@%s".formatted(name, version),
                "requirements.txt",
                Optional.empty());
    }

    @BeforeEach
    void place() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        String own = environment.getOrDefault("GODWIT_OSV_SCANNER", "");
        if (!own.isEmpty()) {
            environment.merge("PATH", own, (path, folder) -> folder + ":" + path);
        }
        at =
                new Workplace(
                        temp,
                        temp.resolve("logs"),
                        List.of(),
                        Duration.ofMinutes(5),
                        new Sandbox(environment),
                        () -> {});
    }

    private Audit pipAudit(String answer, int status) throws IOException {
        HttpServer osv =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        osv.createContext(
                "/v1/query",
                exchange -> {
                    String asked =
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8);
                    byte[] body =
                            (asked.contains("django") ? answer : "{}")
                                    .getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        osv.start();
        try {
            URI service =
                    URI.create(
                            "http://127.0.0.1:%d/v1/query".formatted(osv.getAddress().getPort()));
            Feeds feeds =
                    new Feeds(
                            temp.resolve("tools"),
                            Optional.empty(),
                            Optional.of(service),
                            Duration.ofDays(7));
            return new PipAudit(feeds).audit(at, PYTHON);
        } finally {
            osv.stop(0);
        }
    }

    @Test
    void pipAuditKnowsAdvisoriesAndAnOutageIsUnknown() throws IOException {
        Audit found = pipAudit("{\"vulns\":[%s]}".formatted(DJANGO), 200);
        assertThat(found.unknown()).isEmpty();
        assertThat(found.auditors()).containsExactly("pip-audit 2.10.1");
        assertThat(found.findings())
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.calls("CVE-2024-41991")).isTrue();
                            assertThat(one.fixedIn()).containsExactly("4.2.15");
                            assertThat(one.path()).isEqualTo("requirements.txt");
                        });
        assertThat(pipAudit("{}", 200).unknown()).isEmpty();
        Audit away = pipAudit("{}", 503);
        assertThat(away.unknown()).isNotEmpty();
        assertThat(away.auditors()).isEmpty();
    }

    private Path database(String ecosystem, String record) throws IOException {
        Path zip = temp.resolve("db/osv-scalibr").resolve(ecosystem).resolve("all.zip");
        Files.createDirectories(zip.getParent());
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("record.json"));
            out.write(record.getBytes(StandardCharsets.UTF_8));
        }
        return temp.resolve("db");
    }

    @Test
    void osvScannerSaysWhatItKnowsAndWhatItDoesNot() throws IOException {
        assumeTrue(at.sandbox().find("osv-scanner").isPresent(), "osv-scanner is not on the PATH");
        OsvScanner scanner = new OsvScanner(database("PyPI", DJANGO), Duration.ofDays(7));
        Audit found = scanner.audit(at, PYTHON);
        assertThat(found.unknown()).isEmpty();
        assertThat(found.findings())
                .containsExactly(
                        new Finding(
                                "GHSA-2hrw-hx67-34x6",
                                List.of("CVE-2024-41991"),
                                "django",
                                "4.2.11",
                                Severity.HIGH,
                                List.of("4.2.15"),
                                "requirements.txt",
                                "Django denial of service"));

        Component log4j =
                new Component(
                        "org.apache.logging.log4j:log4j-core",
                        "2.14.1",
                        "pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1",
                        "pom.xml",
                        Optional.empty());
        Inventory java = new Inventory(List.of(log4j), List.of());
        assertThat(scanner.audit(at, java).unknown()).hasSize(2).first().asString().contains("no ");
        database("Maven", LOG4J);
        Audit critical = scanner.audit(at, java);
        assertThat(critical.unknown()).isEmpty();
        assertThat(critical.findings())
                .singleElement()
                .satisfies(one -> assertThat(one.severity()).isEqualTo(Severity.CRITICAL));

        Files.setLastModifiedTime(
                temp.resolve("db/osv-scalibr/Maven/all.zip"),
                FileTime.from(Instant.now().minus(Duration.ofDays(30))));
        assertThat(scanner.audit(at, java).unknown())
                .singleElement()
                .asString()
                .contains("30 days old");
    }
}
