package dev.godwit.project.audit.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.godwit.project.audit.Audit;
import dev.godwit.project.audit.Delta;
import dev.godwit.project.audit.Finding;
import dev.godwit.project.audit.Severity;
import dev.godwit.project.audit.Waiver;
import dev.godwit.project.audit.Waivers;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SarifTest {

    private static final Finding CRITICAL =
            new Finding(
                    "GHSA-jfh8-c2jp-5v3q",
                    List.of("CVE-2021-44228"),
                    "org.apache.logging.log4j:log4j-core",
                    "2.14.1",
                    Severity.CRITICAL,
                    List.of("2.15.0"),
                    "pom.xml",
                    "Remote code injection in Log4j");
    private static final Finding UNSCORED =
            new Finding(
                    "CVE-2099-1",
                    List.of(),
                    "left-pad",
                    "1.3.0",
                    Severity.UNKNOWN,
                    List.of(),
                    "package-lock.json",
                    "");

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final Waivers WAIVERS =
            new Waivers(List.of(new Waiver("CVE-2099-1", "", "test only", TODAY)), List.of());

    private static JsonNode run(Delta delta) throws Exception {
        String text = Sarif.of(delta, WAIVERS, TODAY, "services/my app");
        try (InputStream in =
                SarifTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
            Schema schema =
                    SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                            .getSchema(Objects.requireNonNull(in));
            assertThat(schema.validate(text, InputFormat.JSON)).isEmpty();
        }
        return JsonMapper.builder().build().readTree(text).at("/runs/0");
    }

    @Test
    void showsEveryFindingAtItsFile() throws Exception {
        Audit before = new Audit(List.of(), List.of(UNSCORED), List.of());
        Audit after = new Audit(List.of("osv-scanner"), List.of(CRITICAL, UNSCORED), List.of());
        JsonNode run = run(Delta.between(before, after));
        assertThat(run.at("/invocations/0/executionSuccessful").asBoolean()).isTrue();
        assertThat(run.at("/tool/driver/rules").findValuesAsText("id"))
                .containsExactly("GHSA-jfh8-c2jp-5v3q", "CVE-2099-1");
        assertThat(run.at("/results/0/level").asText()).isEqualTo("error");
        assertThat(run.at("/results/0/baselineState").asText()).isEqualTo("new");
        assertThat(run.at("/results/0/locations/0/physicalLocation/artifactLocation/uri").asText())
                .isEqualTo("services/my%20app/pom.xml");
        assertThat(run.at("/results/1/baselineState").asText()).isEqualTo("unchanged");
        assertThat(run.at("/results/1/suppressions/0/justification").asText())
                .isEqualTo("test only");
    }

    @Test
    void isTheSameAlertWhenOnlyTheVersionMoves() throws Exception {
        Finding moved =
                new Finding(
                        CRITICAL.advisory(),
                        CRITICAL.aliases(),
                        CRITICAL.name(),
                        "2.14.0",
                        CRITICAL.severity(),
                        CRITICAL.fixedIn(),
                        CRITICAL.path(),
                        CRITICAL.title());
        JsonNode run = run(Delta.of(new Audit(List.of(), List.of(CRITICAL, moved), List.of())));
        assertThat(run.at("/tool/driver/rules")).hasSize(1);
        assertThat(run.at("/results/1/partialFingerprints"))
                .isEqualTo(run.at("/results/0/partialFingerprints"));
    }

    @Test
    void whoWasNotAskedIsANoteAndNoFailure() throws Exception {
        JsonNode invocation =
                run(Delta.of(Audit.notAsked("safety", "no key is configured")))
                        .at("/invocations/0");
        assertThat(invocation.path("executionSuccessful").asBoolean()).isTrue();
        JsonNode notification = invocation.at("/toolExecutionNotifications/0");
        assertThat(notification.path("level").asText()).isEqualTo("note");
        assertThat(notification.at("/message/text").asText())
                .isEqualTo("not asked: safety: no key is configured");
    }

    @Test
    void whatIsNotKnownIsNoSuccess() throws Exception {
        JsonNode invocation =
                run(Delta.of(Audit.unknown("npm audit", "the registry answered: 405")))
                        .at("/invocations/0");
        assertThat(invocation.path("executionSuccessful").asBoolean(true)).isFalse();
        assertThat(invocation.at("/toolExecutionNotifications/0/message/text").asText())
                .isEqualTo("npm audit: the registry answered: 405");
    }
}
