package dev.godwit.project.audit.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.godwit.project.audit.Audit;
import dev.godwit.project.audit.Component;
import dev.godwit.project.audit.Finding;
import dev.godwit.project.audit.Inventory;
import dev.godwit.project.audit.Severity;
import dev.godwit.project.ecosystem.Version;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
        Map<String, Component> open = new LinkedHashMap<>();
        inventory.components().forEach(one -> open.put(key(one.name(), one.version()), one));
        Map<String, Component> all = Map.copyOf(open);
        List<Finding> findings = new ArrayList<>();
        for (JsonNode result : results) {
            for (JsonNode one : result.path("packages")) {
                JsonNode named = one.path("package");
                String key = key(named.path("name").asText(), named.path("version").asText());
                open.remove(key);
                Component component = all.get(key);
                if (component != null) {
                    one.path("groups").forEach(group -> findings.add(finding(component, one, group)));
                }
            }
        }
        return new Audit(
                List.of(),
                findings,
                open.values().stream()
                        .map(one -> one.name() + " " + one.version() + " was not looked at")
                        .toList());
    }

    private static Audit unknown(String why) {
        return new Audit(List.of(), List.of(), List.of(why));
    }

    /** PyPI has one package under several spellings. */
    private static String key(String name, String version) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-") + "@" + version;
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
        String id =
                ids.stream()
                        .min(Comparator.comparing(OsvAnswer::rank))
                        .orElse("without an id");
        ids.remove(id);
        return new Finding(
                id,
                List.copyOf(ids),
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

    private static int rank(String id) {
        return id.startsWith("GHSA-") ? 0 : id.startsWith("CVE-") ? 1 : 2;
    }

    /** The word of the database when it has one, else what the score means. */
    private static Severity severity(List<JsonNode> records, String score) {
        return records.stream()
                .map(one -> Severity.of(one.at("/database_specific/severity").asText()))
                .filter(one -> one != Severity.UNKNOWN)
                .max(Comparator.naturalOrder())
                .orElseGet(() -> Severities.ofScore(score));
    }

    private static List<String> fixes(List<JsonNode> records, Component component) {
        Optional<Version> used = Version.of(component.version());
        Set<String> fixes = new LinkedHashSet<>();
        for (JsonNode one : records) {
            for (JsonNode affected : one.path("affected")) {
                String name = affected.at("/package/name").asText();
                if (key(name, "").equals(key(component.name(), ""))) {
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
                                && Version.of(fix).filter(v -> v.compareTo(used.get()) <= 0).isPresent());
        return fixes.stream()
                .sorted(Comparator.comparing(fix -> Version.of(fix).orElse(new Version(0, 0, 0))))
                .toList();
    }
}
