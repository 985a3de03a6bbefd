package dev.godwit.project.audit.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.project.audit.Audit;
import dev.godwit.project.audit.Component;
import dev.godwit.project.audit.Feeds;
import dev.godwit.project.audit.Finding;
import dev.godwit.project.audit.Inventory;
import dev.godwit.project.audit.Severity;
import dev.godwit.project.process.Sandbox;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real pip-audit, installed once for all of these, which asks a service on this machine. */
class PipAuditTest {

    @TempDir static Path shared;
    @TempDir Path temp;
    private OsvService service;

    @BeforeEach
    void start() throws Exception {
        boolean there = new Sandbox(System.getenv()).find("python3").isPresent();
        String sentence = "python3 is not on the PATH: pip-audit is not tested";
        if (!there && "required".equals(System.getProperty("godwit.tools"))) {
            Assertions.fail(sentence);
        }
        Assumptions.assumeTrue(there, sentence);
        service = new OsvService();
    }

    @AfterEach
    void stop() {
        if (service != null) {
            service.close();
        }
    }

    private static Feeds feeds(Path home, Optional<URI> service) {
        return new Feeds(
                home.resolve("data"),
                Optional.empty(),
                Optional.empty(),
                service,
                Optional.empty(),
                Duration.ofDays(7));
    }

    private Audit audit(Component... components) throws Exception {
        return new PipAudit(feeds(shared, Optional.of(service.url())))
                .audit(
                        Places.at(temp, System.getenv()),
                        new Inventory(List.of(components), List.of()));
    }

    @Test
    void findsAdvisoriesAndTheirFixes() throws Exception {
        Audit audit = audit(Places.python("requests", "2.19.0"), Places.python("Django", "5.0.0"));
        assertThat(audit.unknown()).isEmpty();
        assertThat(audit.auditors()).singleElement().asString().startsWith("pip-audit 2.");
        assertThat(audit.findings())
                .containsExactly(
                        new Finding(
                                "GHSA-x84v-xcm2-53pg",
                                List.of("CVE-2018-18074"),
                                "requests",
                                "2.19.0",
                                Severity.UNKNOWN,
                                List.of("2.20.0"),
                                "requirements.txt",
                                "Insufficiently Protected Credentials in Requests"));
    }

    @Test
    void saysWhenThereIsNoFix() throws Exception {
        service.forgetFixes();
        assertThat(audit(Places.python("requests", "2.19.0")).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.fixedIn()).isEmpty());
    }

    @Test
    void looksAtEveryVersionOfAPackage() throws Exception {
        Audit audit =
                audit(Places.python("requests", "2.19.0"), Places.python("requests", "2.18.0"));
        assertThat(audit.unknown()).isEmpty();
        assertThat(audit.findings())
                .extracting(Finding::version)
                .containsExactlyInAnyOrder("2.19.0", "2.18.0");
    }

    @Test
    void aServiceThatIsGoneIsNotClean() throws Exception {
        service.close();
        Audit audit = audit(Places.python("requests", "2.19.0"));
        assertThat(audit.auditors()).isEmpty();
        assertThat(audit.unknown()).anyMatch(why -> why.contains("it has not answered"));
        assertThat(audit.unknown()).anyMatch(why -> why.contains("requests 2.19.0 was not looked"));
    }

    @Test
    void aPackageThatItSkipsIsNotClean() throws Exception {
        Audit audit =
                new PipAudit(feeds(shared, Optional.empty()))
                        .audit(
                                Places.at(temp, System.getenv()),
                                new Inventory(
                                        List.of(Places.python("godwit-is-not-in-pypi", "1.0.0")),
                                        List.of()));
        assertThat(audit.findings()).isEmpty();
        assertThat(audit.unknown()).isNotEmpty();
    }

    @Test
    void aNameThatIsAnOptionIsNeverWritten() throws Exception {
        Audit audit = audit(Places.python("--index-url=http://evil/", "1"));
        assertThat(audit.unknown()).anyMatch(why -> why.contains("is no version of PyPI"));
        assertThat(audit.auditors()).isEmpty();
    }

    @Test
    void withoutTheProgramNothingIsKnown() throws Exception {
        Audit audit =
                new PipAudit(feeds(temp, Optional.empty()))
                        .audit(
                                Places.at(temp, Map.of("PATH", temp.toString())),
                                new Inventory(
                                        List.of(Places.python("requests", "2.19.0")), List.of()));
        assertThat(audit.unknown())
                .containsExactly("pip-audit: it is not on the PATH and cannot be installed");
    }
}
