package dev.godwit.project.audit.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.godwit.project.audit.Audit;
import dev.godwit.project.audit.Component;
import dev.godwit.project.audit.Finding;
import dev.godwit.project.audit.Ids;
import dev.godwit.project.audit.Inventory;
import dev.godwit.project.audit.Severity;
import dev.godwit.project.ecosystem.Version;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What osv-scanner writes with {@code --format json --all-packages}. */
final class OsvAnswer {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private OsvAnswer() {}

    static Audit read(String text, Inventory inventory) {
        JsonNode results;
        try {
            results = JSON.readTree(text).path("results");
        } catch (JsonProcessingException torn) {
            return unknown("its answer cannot be read");
        }
        if (!results.isArray()) {
            return unknown("its answer is none that Godwit knows");
        }
        Asked asked = new Asked(inventory.components());
        List<Finding> findings = new ArrayList<>();
        for (JsonNode result : results) {
            for (JsonNode one : result.path("packages")) {
                JsonNode named = one.path("package");
                asked.answered(named.path("name").asText(), named.path("version").asText())
                        .ifPresent(
                                component ->
                                        one.path("groups")
                                                .forEach(
                                                        group ->
                                                                findings.add(
                                                                        finding(
                                                                                component, one,
                                                                                group))));
            }
        }
        return new Audit(List.of(), findings, asked.silent());
    }

    private static Audit unknown(String why) {
        return new Audit(List.of(), List.of(), List.of(why));
    }

    /** A group is one advisory under the ids of several databases. */
    private static Finding finding(Component component, JsonNode vulnerable, JsonNode group) {
        Set<String> ids = new LinkedHashSet<>();
        group.path("ids").forEach(id -> ids.add(id.asText()));
        List<JsonNode> records = new ArrayList<>();
        for (JsonNode one : vulnerable.path("vulnerabilities")) {
            if (ids.contains(one.path("id").asText())) {
                records.add(one);
            }
        }
        group.path("aliases").forEach(id -> ids.add(id.asText()));
        Ids named = Ids.of(ids);
        return new Finding(
                named.advisory(),
                named.aliases(),
                component.name(),
                component.version(),
                severity(records, group.path("max_severity").asText()),
                fixes(records, component),
                component.path(),
                records.stream()
                        .map(one -> one.path("summary").asText(one.path("details").asText()))
                        .flatMap(String::lines)
                        .filter(line -> !line.isBlank())
                        .findFirst()
                        .orElse(""));
    }

    /** The word of the database when it has one, else what the score means. */
    private static Severity severity(List<JsonNode> records, String score) {
        return records.stream()
                .map(one -> Severity.of(one.at("/database_specific/severity").asText()))
                .filter(one -> one != Severity.UNKNOWN)
                .max(Comparator.naturalOrder())
                .orElseGet(() -> Severity.ofScore(score));
    }

    private static List<String> fixes(List<JsonNode> records, Component component) {
        Optional<Version> used = Version.of(component.version());
        Set<String> fixes = new LinkedHashSet<>();
        for (JsonNode one : records) {
            for (JsonNode affected : one.path("affected")) {
                String name = affected.at("/package/name").asText();
                if (Asked.named(name, component)) {
                    for (JsonNode range : affected.path("ranges")) {
                        range.path("events").findValuesAsText("fixed").forEach(fixes::add);
                    }
                }
            }
        }
        // One branch's fix is of no use to a later branch.
        fixes.removeIf(
                fix ->
                        used.isPresent()
                                && Version.of(fix)
                                        .filter(v -> v.compareTo(used.get()) <= 0)
                                        .isPresent());
        return fixes.stream()
                .sorted(Comparator.comparing(fix -> Version.of(fix).orElse(new Version(0, 0, 0))))
                .toList();
    }
}
