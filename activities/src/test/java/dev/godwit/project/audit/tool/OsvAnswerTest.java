package dev.godwit.project.audit.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.project.audit.Audit;
import dev.godwit.project.audit.Component;
import dev.godwit.project.audit.Finding;
import dev.godwit.project.audit.Inventory;
import dev.godwit.project.audit.Severity;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What osv-scanner 2.5.0 really answered, and what it never should. */
class OsvAnswerTest {

    private static final Component LOG4J =
            Places.maven("org.apache.logging.log4j:log4j-core", "2.14.1", Optional.empty());

    private static String recorded() throws Exception {
        try (InputStream in = OsvAnswerTest.class.getResourceAsStream("osv-scanner-2.5.0.json")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Audit read(String text, Component... components) {
        return OsvAnswer.read(text, new Inventory(List.of(components), List.of()));
    }

    @Test
    void isReadForThePackagesOfTheProject() throws Exception {
        Audit audit = read(recorded(), LOG4J, Places.npm("@nestjs/core", "10.4.1"));
        assertThat(audit.unknown()).isEmpty();
        assertThat(audit.findings())
                .containsExactly(
                        new Finding(
                                "GHSA-jfh8-c2jp-5v3q",
                                List.of("CVE-2021-44228"),
                                "org.apache.logging.log4j:log4j-core",
                                "2.14.1",
                                Severity.CRITICAL,
                                List.of("2.15.0"),
                                "pom.xml",
                                "Remote code injection in Log4j"));
    }

    @Test
    void knowsAPackageOfPythonByAnySpelling() throws Exception {
        assertThat(read(recorded(), Places.python("DJANGO", "4.2.1")).findings())
                .singleElement()
                .satisfies(one -> assertThat(one.name()).isEqualTo("DJANGO"));
    }

    @Test
    void whatIsNotInItWasNotLookedAt() throws Exception {
        assertThat(read(recorded(), Places.npm("left-pad", "1.3.0")).unknown())
                .containsExactly("left-pad 1.3.0 was not looked at");
        assertThat(read("{\"results\":[]}", LOG4J).unknown()).hasSize(1);
    }

    @Test
    void anotherPackageOfNearlyThatNameIsNoAnswer() throws Exception {
        Component twin =
                Places.maven("org.apache.logging.log4j:log4j.core", "2.14.1", Optional.empty());
        assertThat(read(recorded(), LOG4J, twin).unknown()).hasSize(1);
    }

    @Test
    void whatIsNoAnswerIsUnknown() {
        assertThat(read("", LOG4J).unknown()).hasSize(1);
        assertThat(read("{}", LOG4J).unknown()).hasSize(1);
        assertThat(read("{\"resul", LOG4J).unknown()).hasSize(1);
    }

    @Test
    void withoutTheProgramNothingIsKnown(@TempDir Path temp) throws Exception {
        Audit audit =
                new OsvScanner("osv-scanner", Optional.of(temp), Duration.ofDays(7))
                        .audit(
                                Places.at(temp, Map.of("PATH", temp.toString())),
                                new Inventory(List.of(LOG4J), List.of()));
        assertThat(audit.unknown()).singleElement().asString().contains("no such program");
        assertThat(audit.auditors()).isEmpty();
    }
}
