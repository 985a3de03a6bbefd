package dev.godwit.project.audit.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.godwit.project.audit.Audit;
import dev.godwit.project.audit.Component;
import dev.godwit.project.audit.Feeds;
import dev.godwit.project.audit.Finding;
import dev.godwit.project.audit.Inventory;
import dev.godwit.project.audit.Severity;
import dev.godwit.project.ecosystem.Auditor;
import dev.godwit.project.ecosystem.Workplace;
import dev.godwit.project.process.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code safety scan}, for those who have a key to its service; others have not asked it. The key
 * is given in the environment. Only a report of a session that the service knew counts.
 */
public final class Safety implements Auditor {

    /** The version that Godwit installs where there is none. */
    static final String VERSION = "3.8.1";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String FORMAT = "3.0";

    private final Optional<String> key;
    private final PythonTool tool;

    public Safety(Feeds feeds) {
        this.key = feeds.safetyKey();
        this.tool =
                new PythonTool(
                        feeds.data().toAbsolutePath().resolveSibling("tools"),
                        "safety",
                        "safety",
                        VERSION);
    }

    @Override
    public String name() {
        return "safety";
    }

    @Override
    public Audit audit(Workplace at, Inventory inventory) throws IOException {
        if (key.isEmpty()) {
            return Audit.notAsked(name(), "no key is configured");
        }
        if (inventory.components().isEmpty()) {
            return Audit.ofNothing(name(), inventory);
        }
        Optional<PythonTool.Found> found = tool.find(at);
        if (found.isEmpty()) {
            return Audit.unknown(name(), "it is not on the PATH and cannot be installed");
        }
        Pinned pinned = Pinned.of(inventory.components());
        List<Audit> audits = new ArrayList<>();
        for (int i = 0; i < pinned.files().size(); i++) {
            Path folder = Files.createDirectories(at.logs().resolve("safety-" + (i + 1)));
            Files.write(folder.resolve("requirements.txt"), pinned.files().get(i));
            audits.add(scan(at, found.get(), folder.toAbsolutePath(), inventory));
        }
        audits.add(
                new Audit(
                        List.of(),
                        List.of(),
                        pinned.unknown().stream().map((name() + ": ")::concat).toList()));
        return Audit.merged(audits);
    }

    private Audit scan(Workplace at, PythonTool.Found found, Path folder, Inventory inventory)
            throws IOException {
        Path report = folder.resolveSibling(folder.getFileName() + ".json");
        Files.deleteIfExists(report);
        List<String> command = new ArrayList<>(found.command());
        command.addAll(List.of("--disable-optional-telemetry", "scan"));
        command.addAll(List.of("--target", folder.toString()));
        command.addAll(List.of("--save-as", "json", report.toString()));
        Ended ended =
                at.fetch(
                        name(),
                        Map.of("SAFETY_API_KEY", key.orElse(""), "SAFETY_STAGE", "cicd"),
                        command);
        if (ended.tookTooLong()) {
            return Audit.unknown(name(), "it took too long");
        }
        if (!Files.exists(report)) {
            String why = ended.lastLine().replace(key.orElse("?"), "***");
            return Audit.unknown(name(), "it has not answered: " + why);
        }
        Audit audit = read(Files.readString(report), inventory);
        return audit.unknown().isEmpty()
                ? new Audit(List.of(name() + " " + found.version()), audit.findings(), List.of())
                : audit;
    }

    /** Reads a report in the format of Safety 3. */
    static Audit read(String text, Inventory inventory) {
        JsonNode report;
        try {
            report = JSON.readTree(text);
        } catch (JsonProcessingException torn) {
            return Audit.unknown("safety", "its report cannot be read");
        }
        if (!report.at("/meta/schema_version").asText().equals(FORMAT)
                || !report.at("/meta/authenticated").asBoolean()
                || report.at("/scan_results/projects").findValues("results").isEmpty()) {
            return Audit.unknown("safety", "its report is of no session that its service knows");
        }
        Asked asked = new Asked(inventory.components());
        List<Finding> findings = new ArrayList<>();
        for (JsonNode results : report.at("/scan_results/projects").findValues("results")) {
            for (JsonNode dependency : results.path("dependencies")) {
                for (JsonNode one : dependency.path("specifications")) {
                    String version = one.path("raw").asText().replaceFirst("^.*==", "");
                    asked.answered(dependency.path("name").asText(), version)
                            .ifPresent(component -> findings.addAll(findings(component, one)));
                }
            }
        }
        return new Audit(List.of(), findings, List.of());
    }

    /** Its ids are its own, and it has no aliases in this report. */
    private static List<Finding> findings(Component component, JsonNode specification) {
        JsonNode holes = specification.path("vulnerabilities");
        String fix = holes.at("/remediation/recommended").asText("");
        List<Finding> findings = new ArrayList<>();
        for (JsonNode hole : holes.path("known_vulnerabilities")) {
            findings.add(
                    new Finding(
                            "SAFETY-" + hole.path("id").asText(),
                            List.of(),
                            component.name(),
                            component.version(),
                            Severity.UNKNOWN,
                            fix.isEmpty() ? List.of() : List.of(fix),
                            component.path(),
                            "%s %s is affected"
                                    .formatted(
                                            component.name(),
                                            hole.path("vulnerable_spec").asText())));
        }
        return findings;
    }
}
