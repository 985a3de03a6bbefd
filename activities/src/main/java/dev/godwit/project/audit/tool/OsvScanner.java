package dev.godwit.project.audit.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.godwit.project.audit.Audit;
import dev.godwit.project.audit.Component;
import dev.godwit.project.audit.Feeds;
import dev.godwit.project.audit.Finding;
import dev.godwit.project.audit.Inventory;
import dev.godwit.project.audit.Severity;
import dev.godwit.project.audit.file.Sbom;
import dev.godwit.project.ecosystem.Auditor;
import dev.godwit.project.ecosystem.Workplace;
import dev.godwit.project.process.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * osv-scanner with a local database. It ends with 1 for findings, also when it could not load the
 * database of another ecosystem; so what it says on the way counts, and how many packages it has
 * understood. Of an SBOM, version 2.5.0 drops the group of Maven packages and then finds nothing:
 * they are told as a lock file of Gradle's.
 */
public final class OsvScanner implements Auditor {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PROGRAM = "osv-scanner";
    private static final int FINDINGS = 1;

    private static final Pattern TROUBLE =
            Pattern.compile("(?mi)^.*(could not load db|error during|failed to).*$");
    private static final Pattern UNDERSTOOD = Pattern.compile("found (\\d+) packages?");
    private static final Pattern VERSION = Pattern.compile("version: (\\S+)");

    private final Path database;
    private final Duration stale;

    /**
     * @param database folder in the layout of osv-scanner: {@code osv-scalibr/npm/all.zip}
     * @param stale age from which it is not believed
     */
    public OsvScanner(Path database, Duration stale) {
        this.database = database;
        this.stale = stale;
    }

    /** An ecosystem's own auditor, and this one where it has a database. */
    public static List<Auditor> beside(Auditor own, Feeds feeds) {
        return feeds.osv()
                .<List<Auditor>>map(osv -> List.of(own, new OsvScanner(osv, feeds.stale())))
                .orElse(List.of(own));
    }

    @Override
    public String name() {
        return PROGRAM;
    }

    @Override
    public Audit audit(Workplace at, Inventory inventory) throws IOException {
        if (inventory.components().isEmpty()) {
            return new Audit(List.of(PROGRAM), List.of(), List.of());
        }
        List<String> unknown = new ArrayList<>(stale(inventory));
        Path folder = Files.createDirectories(at.logs().resolve("osv"));
        Path packages = packages(folder, inventory);
        Path answer = folder.resolve("answer.json");
        Files.deleteIfExists(answer); // of an attempt before this one
        Ended version = at.run("osv-version", Map.of(), List.of(PROGRAM, "--version"));
        Ended ended =
                at.run(
                        "osv-scanner",
                        Map.of(),
                        List.of(
                                PROGRAM,
                                "scan",
                                "source",
                                "--offline",
                                "--local-db-path",
                                database.toString(),
                                "--format",
                                "json",
                                "--output",
                                answer.toString(),
                                "-L",
                                packages.toString()));
        Matcher trouble = TROUBLE.matcher(ended.text());
        if (trouble.find()) {
            unknown.add(PROGRAM + ": " + trouble.group().strip());
        } else if (ended.tookTooLong() || ended.exit() < 0 || ended.exit() > FINDINGS) {
            unknown.add(PROGRAM + ": exit " + ended.exit());
        }
        Matcher understood = UNDERSTOOD.matcher(ended.text());
        int count = understood.find() ? Integer.parseInt(understood.group(1)) : 0;
        if (count != inventory.components().size()) {
            unknown.add(
                    "%s: it has understood %d of %d packages"
                            .formatted(PROGRAM, count, inventory.components().size()));
        }
        Matcher number = VERSION.matcher(version.text());
        return new Audit(
                List.of(number.find() ? PROGRAM + " " + number.group(1) : PROGRAM),
                Files.exists(answer)
                        ? findings(JSON.readTree(answer.toFile()), inventory)
                        : List.of(),
                unknown);
    }

    private List<String> stale(Inventory inventory) throws IOException {
        List<String> unknown = new ArrayList<>();
        for (String ecosystem : ecosystems(inventory)) {
            Path zip = database.resolve("osv-scalibr").resolve(ecosystem).resolve("all.zip");
            if (!Files.exists(zip)) {
                unknown.add("%s: there is no %s".formatted(PROGRAM, zip));
            } else {
                Duration age =
                        Duration.between(Files.getLastModifiedTime(zip).toInstant(), Instant.now());
                if (age.compareTo(stale) > 0) {
                    unknown.add("%s: %s is %d days old".formatted(PROGRAM, zip, age.toDays()));
                }
            }
        }
        return unknown;
    }

    private static Set<String> ecosystems(Inventory inventory) {
        return inventory.components().stream()
                .map(
                        one ->
                                one.purl().startsWith("pkg:maven/")
                                        ? "Maven"
                                        : one.purl().startsWith("pkg:pypi/") ? "PyPI" : "npm")
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Path packages(Path folder, Inventory inventory) throws IOException {
        if (!ecosystems(inventory).contains("Maven")) {
            return Files.writeString(
                    folder.resolve("packages.cdx.json"), Sbom.of("project", inventory));
        }
        String lines =
                inventory.components().stream()
                        .map(one -> "%s:%s=classpath\n".formatted(one.name(), one.version()))
                        .collect(Collectors.joining());
        return Files.writeString(folder.resolve("gradle.lockfile"), lines + "empty=\n");
    }

    private static List<Finding> findings(JsonNode answer, Inventory inventory) {
        List<Finding> findings = new ArrayList<>();
        for (JsonNode result : answer.path("results")) {
            for (JsonNode one : result.path("packages")) {
                String name = one.path("package").path("name").asText();
                String version = one.path("package").path("version").asText();
                for (JsonNode advisory : one.path("vulnerabilities")) {
                    findings.add(finding(one, advisory, name, version, inventory));
                }
            }
        }
        return findings;
    }

    private static Finding finding(
            JsonNode one, JsonNode advisory, String name, String version, Inventory inventory) {
        String id = advisory.path("id").asText();
        List<String> aliases = new ArrayList<>();
        advisory.path("aliases").forEach(alias -> aliases.add(alias.asText()));
        Set<String> fixes = new LinkedHashSet<>();
        for (JsonNode affected : advisory.path("affected")) {
            if (affected.path("package").path("name").asText().equalsIgnoreCase(name)) {
                affected.findValuesAsText("fixed", new ArrayList<>()).forEach(fixes::add);
            }
        }
        String path =
                inventory.components().stream()
                        .filter(known -> known.name().equals(name))
                        .map(Component::path)
                        .findFirst()
                        .orElse("");
        return new Finding(
                id,
                aliases,
                name,
                version,
                severity(one, id),
                List.copyOf(fixes),
                path,
                advisory.path("summary").asText());
    }

    /** The group of an advisory has its highest CVSS score. */
    private static Severity severity(JsonNode one, String id) {
        for (JsonNode group : one.path("groups")) {
            for (JsonNode member : group.path("ids")) {
                if (member.asText().equals(id)) {
                    return Severity.ofScore(group.path("max_severity").asText());
                }
            }
        }
        return Severity.UNKNOWN;
    }
}
