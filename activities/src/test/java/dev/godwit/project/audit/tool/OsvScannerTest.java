package dev.godwit.project.audit.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.godwit.project.audit.Audit;
import dev.godwit.project.audit.Component;
import dev.godwit.project.audit.Finding;
import dev.godwit.project.audit.Inventory;
import dev.godwit.project.audit.Severity;
import dev.godwit.project.process.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real osv-scanner, with four true advisories. It is looked for in the variable {@code
 * GODWIT_OSV_SCANNER}, then on the PATH; without it there is nothing to test.
 */
class OsvScannerTest {

    private static final Component LODASH = Places.npm("lodash", "4.17.15");
    private static final Component NEST = Places.npm("@nestjs/core", "10.4.1");
    private static final Component LOG4J =
            Places.maven("org.apache.logging.log4j:log4j-core", "2.14.1", Optional.empty());
    private static final Component REQUESTS = Places.python("requests", "2.19.0");
    private static final Component DJANGO = Places.python("Django", "4.2.1");

    @TempDir Path temp;
    private Path database;
    private String program;

    @BeforeEach
    void database() throws Exception {
        String own = System.getenv("GODWIT_OSV_SCANNER");
        program = own == null || own.isBlank() ? "osv-scanner" : own;
        boolean there = new Sandbox(System.getenv()).find(program).isPresent();
        // Debian has no package of it, and building it takes longer than all of these tests.
        Assumptions.assumeTrue(there, "osv-scanner is not on the PATH: it is not tested");
        database = Osv.database(temp.resolve("osv"));
    }

    private Audit audit(Component... components) throws Exception {
        return new OsvScanner(program, Optional.of(database), Duration.ofDays(7))
                .audit(
                        Places.at(temp, System.getenv()),
                        new Inventory(List.of(components), List.of()));
    }

    private Path zip(String ecosystem) {
        return database.resolve("osv-scalibr/%s/all.zip".formatted(ecosystem));
    }

    @Test
    void findsAdvisoriesOfEveryEcosystem() throws Exception {
        Audit audit = audit(LODASH, NEST, LOG4J, REQUESTS, DJANGO);
        assertThat(audit.unknown()).isEmpty();
        assertThat(audit.auditors()).singleElement().asString().matches("osv-scanner \\d.*");
        assertThat(audit.findings())
                .extracting(Finding::advisory, Finding::name, Finding::severity, Finding::fixedIn)
                .containsExactlyInAnyOrder(
                        tuple("GHSA-p6mc-m468-83gw", "lodash", Severity.HIGH, List.of("4.17.19")),
                        tuple(
                                "GHSA-jfh8-c2jp-5v3q",
                                "org.apache.logging.log4j:log4j-core",
                                Severity.CRITICAL,
                                List.of("2.15.0")),
                        tuple("GHSA-x84v-xcm2-53pg", "requests", Severity.HIGH, List.of("2.20.0")),
                        tuple(
                                "GHSA-2hrw-hx67-34x6",
                                "Django",
                                Severity.UNKNOWN,
                                List.of("4.2.15")));
    }

    @Test
    void isCleanWhenEveryPackageIs() throws Exception {
        Audit audit = audit(NEST);
        assertThat(audit.unknown()).isEmpty();
        assertThat(audit.findings()).isEmpty();
        assertThat(audit.auditors()).hasSize(1);
    }

    @Test
    void aMissingEcosystemIsNotClean() throws Exception {
        Files.delete(zip("PyPI"));
        assertThat(audit(LODASH, REQUESTS).unknown())
                .anyMatch(why -> why.contains("there is no database of PyPI"));
    }

    @Test
    void aTornDatabaseIsNotClean() throws Exception {
        Files.writeString(zip("npm"), "PK");
        Audit audit = audit(LODASH);
        assertThat(audit.findings()).isEmpty();
        assertThat(audit.unknown()).anyMatch(why -> why.contains("could not load db for npm"));
    }

    @Test
    void anOldDatabaseIsNotBelieved() throws Exception {
        Instant then = Instant.now().minus(Duration.ofDays(8));
        Files.setLastModifiedTime(zip("npm"), FileTime.from(then));
        Audit audit = audit(LODASH);
        assertThat(audit.findings()).hasSize(1);
        assertThat(audit.unknown()).singleElement().asString().contains("older than 7 days");
    }
}
