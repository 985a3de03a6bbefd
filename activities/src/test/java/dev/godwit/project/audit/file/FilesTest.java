package dev.godwit.project.audit.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.godwit.project.audit.Audit;
import dev.godwit.project.audit.Component;
import dev.godwit.project.audit.Delta;
import dev.godwit.project.audit.Finding;
import dev.godwit.project.audit.Inventory;
import dev.godwit.project.audit.Severity;
import dev.godwit.project.audit.Waiver;
import dev.godwit.project.audit.Waivers;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.cyclonedx.Version;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.Test;

class FilesTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

    private static Component component(String name, String purl) {
        return new Component(name, "1.0.0", purl, "lock", Optional.empty());
    }

    private static Finding finding(String id, Severity severity) {
        return new Finding(
                id, List.of(), "a", "1.0.0", severity, List.of("1.0.1"), "lock", "Title");
    }

    @Test
    void anSbomIsValidAndTheSameForTheSamePackages() throws Exception {
        Component core = component("@nestjs/core", "pkg:npm/%40nestjs/core@1.0.0");
        Component log = component("org.slf4j:slf4j-api", "pkg:maven/org.slf4j/slf4j-api@1.0.0");
        String text = Sbom.of("shop", new Inventory(List.of(core, log), List.of()));
        assertThat(
                        new JsonParser()
                                .validate(
                                        text.getBytes(StandardCharsets.UTF_8), Version.VERSION_16))
                .isEmpty();
        assertThat(text)
                .contains("\"group\" : \"@nestjs\"", "\"name\" : \"core\"", core.purl())
                .doesNotContain("timestamp")
                .isEqualTo(Sbom.of("shop", new Inventory(List.of(log, core), List.of())));
    }

    @Test
    void aSarifHasARuleForEachAdvisoryAndNamesWhatIsNotKnown() throws Exception {
        Audit before = new Audit(List.of("one"), List.of(finding("G-1", Severity.LOW)), List.of());
        Audit after =
                new Audit(
                        List.of("one"),
                        List.of(finding("G-1", Severity.LOW), finding("G-2", Severity.CRITICAL)),
                        List.of("two: away"));
        Waivers waivers =
                new Waivers(List.of(new Waiver("G-1", "", "never called", TODAY)), List.of());
        JsonNode run =
                JsonMapper.builder()
                        .build()
                        .readTree(
                                Sarif.of(
                                        Delta.between(before, after),
                                        waivers,
                                        TODAY,
                                        "services/shop"))
                        .at("/runs/0");
        assertThat(run.at("/tool/driver/rules").findValuesAsText("id"))
                .containsExactly("G-2", "G-1");
        assertThat(run.at("/results/0/level").asText()).isEqualTo("error");
        assertThat(run.at("/results/0/baselineState").asText()).isEqualTo("new");
        assertThat(run.at("/results/1/suppressions/0/justification").asText())
                .isEqualTo("never called");
        assertThat(run.at("/results/1/locations/0/physicalLocation/artifactLocation/uri").asText())
                .isEqualTo("services/shop/lock");
        assertThat(run.at("/invocations/0/executionSuccessful").asBoolean()).isFalse();
        assertThat(run.at("/invocations/0/toolExecutionNotifications/0/message/text").asText())
                .isEqualTo("after: two: away");
    }
}
