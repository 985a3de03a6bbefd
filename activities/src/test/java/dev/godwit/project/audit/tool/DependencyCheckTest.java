package dev.godwit.project.audit.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.project.audit.Audit;
import dev.godwit.project.audit.Component;
import dev.godwit.project.audit.Feeds;
import dev.godwit.project.audit.Finding;
import dev.godwit.project.audit.Inventory;
import dev.godwit.project.audit.Severity;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real Dependency-Check, with archives that only look like the ones that they are named after. */
class DependencyCheckTest {

    @TempDir Path temp;
    private Component log4j;
    private Component harmless;

    @BeforeEach
    void archives() throws Exception {
        log4j = archive("org.apache.logging.log4j", "log4j-core", "2.14.1");
        harmless = archive("org.example", "harmless", "1.0.0");
    }

    private Component archive(String group, String artifact, String version) throws IOException {
        Path file = temp.resolve("%s-%s.jar".formatted(artifact, version));
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out)) {
            jar.putNextEntry(
                    new ZipEntry("META-INF/maven/%s/%s/pom.xml".formatted(group, artifact)));
            jar.write(
                    """
                    <project><modelVersion>4.0.0</modelVersion><groupId>%s</groupId>
                    <artifactId>%s</artifactId><version>%s</version></project>
                    """
                            .formatted(group, artifact, version)
                            .getBytes(StandardCharsets.UTF_8));
        }
        return Places.maven(group + ":" + artifact, version, Optional.of(file));
    }

    private Audit audit(Optional<URI> nvd, Component... components) throws Exception {
        Feeds feeds =
                new Feeds(
                        temp.resolve("data"),
                        nvd,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ofDays(7));
        return new DependencyCheck(feeds)
                .audit(
                        Places.at(temp, System.getenv()),
                        new Inventory(List.of(components), List.of()));
    }

    private URI feed(Instant changed) throws Exception {
        return Nvd.feed(temp.resolve("feed"), changed);
    }

    @Test
    void findsWhatTheFeedKnowsAndKeepsItForTheNextTime() throws Exception {
        Audit audit = audit(Optional.of(feed(Instant.now())), log4j, harmless);
        assertThat(audit.unknown()).isEmpty();
        assertThat(audit.auditors()).containsExactly("dependency-check 13.0.0");
        assertThat(audit.findings())
                .containsExactly(
                        new Finding(
                                "CVE-2021-44228",
                                List.of(),
                                "org.apache.logging.log4j:log4j-core",
                                "2.14.1",
                                Severity.CRITICAL,
                                List.of("2.15.0"),
                                "pom.xml",
                                "Apache Log4j2 2.0-beta9 through 2.15.0 JNDI features do not"
                                        + " protect against attacker controlled LDAP endpoints."));

        Path copy = Files.copy(log4j.archive().orElseThrow(), temp.resolve("renamed.jar"));
        Component twin = Places.maven("org.example:twin", "1.0.0", Optional.of(copy));
        Audit again = audit(Optional.empty(), log4j, twin);
        assertThat(again.findings()).containsAll(audit.findings()).hasSize(2);
        assertThat(again.unknown()).isEmpty();
        assertThat(temp.resolve("data")).isDirectoryNotContaining("glob:**.json");
    }

    @Test
    void saysWhenThereIsNoFix() throws Exception {
        URI feed = Nvd.feedWithoutFixes(temp.resolve("feed"), Instant.now());
        assertThat(audit(Optional.of(feed), log4j).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.fixedIn()).isEmpty());
    }

    @Test
    void whatAKilledProcessHasLeftIsNoHindrance() throws Exception {
        Path scratch = Files.createDirectories(temp.resolve("data/scratch/dctemp"));
        Files.writeString(temp.resolve("data/odc.update.lock"), "somebody else");
        assertThat(audit(Optional.of(feed(Instant.now())), log4j).unknown()).isEmpty();
        assertThat(scratch).doesNotExist();
    }

    @Test
    void severalAtOnceShareOneDatabase() throws Exception {
        URI feed = feed(Instant.now());
        try (ExecutorService two = Executors.newFixedThreadPool(2)) {
            Callable<Audit> one = () -> audit(Optional.of(feed), log4j);
            for (Future<Audit> each : two.invokeAll(List.of(one, one))) {
                assertThat(each.get().unknown()).isEmpty();
                assertThat(each.get().findings()).hasSize(1);
            }
        }
    }

    @Test
    void neitherAFeedThatHasStoppedNorAMissingArchiveIsBelieved() throws Exception {
        Component gone =
                Places.maven(
                        "org.example:gone", "1.0.0", Optional.of(temp.resolve("gone-1.0.0.jar")));
        Instant then = Instant.now().minus(Duration.ofDays(30));
        Audit audit = audit(Optional.of(feed(then)), log4j, gone);
        assertThat(audit.unknown())
                .hasSize(2)
                .contains("dependency-check: org.example:gone 1.0.0 was not looked at")
                .anyMatch(why -> why.matches(".*the NVD feed is of .* older than 7 days"));
        assertThat(audit.findings()).hasSize(1);
    }

    @Test
    void withoutAFeedNothingIsKnown() throws Exception {
        assertThat(audit(Optional.empty(), log4j).unknown())
                .singleElement()
                .asString()
                .contains("no NVD feed is configured");

        URI gone = temp.resolve("nowhere").toUri();
        Audit audit = audit(Optional.of(gone), log4j);
        assertThat(audit.unknown()).anyMatch(why -> why.contains("the NVD feed cannot be read"));
    }
}
