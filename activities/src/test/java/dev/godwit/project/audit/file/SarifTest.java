package dev.godwit.project.audit.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.godwit.project.audit.Audit;
import dev.godwit.project.audit.Finding;
import dev.godwit.project.audit.Severity;
import java.io.InputStream;
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
                    "my app/pom.xml",
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

    private static JsonNode run(Audit audit) throws Exception {
        String text = Sarif.of(audit, "0.1.0");
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
        Audit audit =
                new Audit(
                        List.of("osv-scanner 2.5.0"),
                        List.of(CRITICAL, UNSCORED),
                        List.of(),
                        List.of("safety: there is no key"));
        JsonNode run = run(audit);
        assertThat(run.at("/invocations/0/executionSuccessful").asBoolean()).isTrue();
        assertThat(run.at("/tool/driver/rules").findValuesAsText("id"))
                .containsExactly("GHSA-jfh8-c2jp-5v3q", "CVE-2099-1");
        assertThat(run.at("/tool/driver/rules/0/properties/security-severity").asText())
                .isEqualTo("9.0");
        assertThat(run.at("/tool/driver/rules/1/properties").has("security-severity")).isFalse();
        assertThat(run.at("/results/0/level").asText()).isEqualTo("error");
        assertThat(run.at("/results/0/message/text").asText()).contains("Fixed in 2.15.0");
        assertThat(run.at("/results/0/locations/0/physicalLocation/artifactLocation/uri").asText())
                .isEqualTo("my%20app/pom.xml");
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
        JsonNode run = run(new Audit(List.of(), List.of(CRITICAL, moved), List.of()));
        assertThat(run.at("/tool/driver/rules")).hasSize(1);
        assertThat(run.at("/results/1/partialFingerprints"))
                .isEqualTo(run.at("/results/0/partialFingerprints"));
    }

    @Test
    void whatIsNotKnownIsNoSuccess() throws Exception {
        JsonNode invocation =
                run(Audit.unknown("npm audit", "the registry answered: 405")).at("/invocations/0");
        assertThat(invocation.path("executionSuccessful").asBoolean(true)).isFalse();
        assertThat(invocation.at("/toolExecutionNotifications/0/message/text").asText())
                .isEqualTo("npm audit: the registry answered: 405");
    }
}
