package dev.godwit.project.audit.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.project.audit.Audit;
import dev.godwit.project.audit.Feeds;
import dev.godwit.project.audit.Finding;
import dev.godwit.project.audit.Inventory;
import dev.godwit.project.audit.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Not Safety itself, which needs an account: a program of its name, and reports of its format. */
class SafetyTest {

    private static final String KEY = "k3y-of-nobody";

    private static final Inventory REQUESTS =
            new Inventory(List.of(Places.python("requests", "2.19.0")), List.of());

    private static final String REPORT =
            """
            {"meta":{"scan_type":"scan","authenticated":true,"schema_version":"3.0"},
             "scan_results":{"files":[],"projects":[{"id":"x","location":"/x","files":[
              {"location":"/x/requirements.txt","type":"requirements.txt","results":{
               "dependencies":[{"name":"requests","specifications":[{"raw":"requests==2.19.0",
                "vulnerabilities":{"known_vulnerabilities":[
                 {"id":"36546","vulnerable_spec":"<=2.19.1"}],
                 "remediation":{"recommended":"2.20.0"}}}]}]}}]}]}}
            """;

    @TempDir Path temp;

    private Audit audit(Optional<String> key) throws Exception {
        Feeds feeds =
                new Feeds(
                        temp.resolve("data"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        key,
                        Duration.ofDays(7));
        return new Safety(feeds)
                .audit(
                        Places.at(temp, Map.of("PATH", temp.resolve("bin") + ":/usr/bin:/bin")),
                        REQUESTS);
    }

    /**
     * @param scan what it does when it is to scan; {@code $report} is where to
     */
    private void program(String scan) throws IOException {
        Path program = Files.createDirectories(temp.resolve("bin")).resolve("safety");
        Files.writeString(
                program,
                """
                #!/bin/sh
                [ "$1" = --version ] && echo "safety, version 3.8.1" && exit 0
                echo "$@" > %s/arguments
                for report; do :; done
                %s
                """
                        .formatted(temp, scan));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void withoutAKeyNobodyHasAskedIt() throws Exception {
        Audit audit = audit(Optional.empty());
        assertThat(audit.unknown()).isEmpty();
        assertThat(audit.notAsked()).containsExactly("safety: no key is configured");
        assertThat(Audit.merged(List.of(audit, audit)).notAsked()).hasSize(1);
    }

    @Test
    void findsWhatItsServiceKnows() throws Exception {
        Files.writeString(temp.resolve("true.json"), REPORT);
        program(
                "[ \"$SAFETY_API_KEY\" = %s ] && cp %s/true.json $report; exit 64"
                        .formatted(KEY, temp));
        Audit audit = audit(Optional.of(KEY));
        assertThat(audit.unknown()).isEmpty();
        assertThat(audit.auditors()).containsExactly("safety 3.8.1");
        assertThat(audit.findings())
                .containsExactly(
                        new Finding(
                                "SAFETY-36546",
                                List.of(),
                                "requests",
                                "2.19.0",
                                Severity.UNKNOWN,
                                List.of("2.20.0"),
                                "requirements.txt",
                                "requests <=2.19.1 is affected"));
        assertThat(temp.resolve("arguments")).content().doesNotContain(KEY);
    }

    @Test
    void aSessionThatItsServiceDoesNotKnowIsNotClean() throws Exception {
        Files.writeString(
                temp.resolve("true.json"), REPORT.replace("\"authenticated\":true", "\"a\":1"));
        program("cp %s/true.json $report".formatted(temp));
        Audit audit = audit(Optional.of(KEY));
        assertThat(audit.findings()).isEmpty();
        assertThat(audit.unknown()).hasSize(1);
    }

    @Test
    void anOutageIsNotClean() throws Exception {
        program("echo 'httpx.ConnectError: Name or service not known'; exit 1");
        assertThat(audit(Optional.of(KEY)).unknown())
                .containsExactly(
                        "safety: it has not answered: httpx.ConnectError: Name or service not"
                                + " known");
    }
}
