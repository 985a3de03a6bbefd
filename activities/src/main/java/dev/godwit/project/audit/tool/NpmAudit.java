package dev.godwit.project.audit.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.godwit.project.audit.Audit;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code npm audit}, of the lock file. Its exit code is 1 for "vulnerable" and for "the registry
 * has no such service" alike, so only the shape of its answer counts: {@code auditReportVersion} 2.
 */
public final class NpmAudit implements Auditor {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int FORMAT = 2;

    /** {@code <4.17.19} at the end of a range names the first version that is not affected. */
    private static final Pattern FIXED = Pattern.compile("<(?!=)\\s*([\\w.+-]+)\\s*$");

    private static final Pattern ADVISORY =
            Pattern.compile("(GHSA(?:-[0-9a-z]{4}){3}|CVE-\\d+-\\d+)");

    private static final Map<String, String> QUIET =
            Map.of(
                    "CI", "1",
                    "NO_UPDATE_NOTIFIER", "1",
                    "NO_COLOR", "1",
                    "npm_config_loglevel", "silent");

    @Override
    public String name() {
        return "npm audit";
    }

    @Override
    public Audit audit(Workplace at, Inventory inventory) throws IOException {
        Path lock = lock(at.folder());
        if (!Files.exists(lock)) {
            return Audit.unknown(name(), "there is no lock file to look at");
        }
        Ended version = at.run("audit-npm", QUIET, List.of("npm", "--version"));
        Ended ended =
                at.fetch("audit", QUIET, List.of("npm", "audit", "--json", "--package-lock-only"));
        if (ended.tookTooLong()) {
            return Audit.unknown(name(), "it took too long");
        }
        JsonNode report;
        try {
            report = JSON.readTree(ended.text());
        } catch (JsonProcessingException noAnswer) {
            return Audit.unknown(name(), "it has not answered, exit " + ended.exit());
        }
        if (report.path("auditReportVersion").asInt() != FORMAT) {
            return Audit.unknown(name(), reason(report));
        }
        return new Audit(
                List.of(name() + " " + version.text().strip()),
                findings(report, JSON.readTree(lock.toFile()), lock.getFileName().toString()),
                List.of());
    }

    private static Path lock(Path folder) {
        Path shrinkwrap = folder.resolve("npm-shrinkwrap.json");
        return Files.exists(shrinkwrap) ? shrinkwrap : folder.resolve("package-lock.json");
    }

    private static String reason(JsonNode report) {
        String message =
                report.path("message").asText(report.path("error").path("summary").asText());
        return message.isBlank()
                ? "its answer is none that Godwit knows"
                : "the registry answered: " + message.lines().findFirst().orElse("");
    }

    /** Only where an advisory itself is: what merely depends on such a package has none. */
    private static List<Finding> findings(JsonNode report, JsonNode lock, String path) {
        List<Finding> findings = new ArrayList<>();
        for (JsonNode vulnerable : report.path("vulnerabilities")) {
            for (JsonNode via : vulnerable.path("via")) {
                if (via.isObject()) {
                    for (String version : versions(vulnerable, lock)) {
                        findings.add(finding(via, version, path));
                    }
                }
            }
        }
        return findings;
    }

    private static Finding finding(JsonNode via, String version, String path) {
        Matcher fixed = FIXED.matcher(via.path("range").asText());
        Matcher id = ADVISORY.matcher(via.path("url").asText());
        return new Finding(
                id.find() ? id.group() : "npm-" + via.path("source").asText(),
                List.of(),
                via.path("name").asText(),
                version,
                Severity.of(via.path("severity").asText()),
                fixed.find() ? List.of(fixed.group(1)) : List.of(),
                path,
                via.path("title").asText());
    }

    /** Each version that is installed somewhere. */
    private static Set<String> versions(JsonNode vulnerable, JsonNode lock) {
        Set<String> versions = new LinkedHashSet<>();
        for (JsonNode node : vulnerable.path("nodes")) {
            versions.add(lock.path("packages").path(node.asText()).path("version").asText());
        }
        if (versions.isEmpty()) {
            versions.add("");
        }
        return versions;
    }
}
