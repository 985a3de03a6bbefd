package dev.godwit.project.audit.tool;

import dev.godwit.project.audit.Audit;
import dev.godwit.project.audit.Component;
import dev.godwit.project.audit.Feeds;
import dev.godwit.project.audit.Inventory;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * osv-scanner, of every ecosystem alike and without any network: it is given what the project uses
 * as an SBOM, and advisories as a folder. Its exit code is 1 for findings and for half an answer
 * alike, so what counts is that every package is in the answer, and that it complains of nothing.
 */
public final class OsvScanner implements Auditor {

    private static final Pattern VERSION = Pattern.compile("osv-scanner version: (\\S+)");

    private static final Pattern COMPLAINT =
            Pattern.compile("(?m)^.*(could not load db|Error during extraction|failed to).*$");

    /** As OSV calls what a package URL begins with. */
    private static final Map<String, String> ECOSYSTEMS =
            Map.of("maven", "Maven", "npm", "npm", "pypi", "PyPI");

    private final String program;
    private final Optional<Path> database;
    private final Duration stale;

    /** With the folder of {@code osv-scalibr/<ecosystem>/all.zip} that is configured, if any is. */
    public OsvScanner(Feeds feeds) {
        this("osv-scanner", feeds.osv(), feeds.stale());
    }

    /**
     * @param stale age from which a database is not believed
     */
    OsvScanner(String program, Optional<Path> database, Duration stale) {
        this.program = program;
        this.database = database;
        this.stale = stale;
    }

    @Override
    public String name() {
        return "osv-scanner";
    }

    @Override
    public Audit audit(Workplace at, Inventory inventory) throws IOException {
        if (database.isEmpty()) {
            return Audit.notAsked(name(), "no database is configured");
        }
        if (inventory.components().isEmpty()) {
            return Audit.ofNothing(name(), inventory);
        }
        if (at.sandbox().find(program).isEmpty()) {
            return Audit.unknown(name(), "a database is configured, but there is no such program");
        }
        List<String> unknown = databases(database.get(), inventory);
        Files.createDirectories(at.logs());
        Path bom = at.logs().resolve("godwit.cdx.json").toAbsolutePath();
        Files.writeString(bom, Sbom.ofWholeNames(inventory.components()));
        Path answer = at.logs().resolve("osv-scanner.json").toAbsolutePath();
        Files.deleteIfExists(answer);
        Ended version = at.run("osv-scanner-version", Map.of(), List.of(program, "--version"));
        Ended ended =
                at.run(
                        name(),
                        Map.of(),
                        List.of(
                                program,
                                "scan",
                                "source",
                                "--offline",
                                "--local-db-path",
                                database.get().toAbsolutePath().toString(),
                                "--all-packages",
                                "--format",
                                "json",
                                "--output-file",
                                answer.toString(),
                                "-L",
                                bom.toString()));
        if (ended.tookTooLong()) {
            return Audit.unknown(name(), "it took too long");
        }
        COMPLAINT.matcher(ended.text()).results().forEach(one -> complain(unknown, one.group()));
        if (!Files.exists(answer)) {
            complain(unknown, "it has not answered: " + ended.lastLine());
            return new Audit(List.of(), List.of(), unknown);
        }
        Audit found = OsvAnswer.read(Files.readString(answer), inventory);
        found.unknown().forEach(one -> complain(unknown, one));
        return new Audit(List.of(name() + " " + number(version)), found.findings(), unknown);
    }

    /** What is missing or too old for the packages of this project. */
    private List<String> databases(Path database, Inventory inventory) throws IOException {
        List<String> unknown = new ArrayList<>();
        for (String type :
                inventory.components().stream()
                        .map(Component::purl)
                        .map(purl -> purl.replaceFirst("^pkg:([^/]+)/.*$", "$1"))
                        .collect(Collectors.toCollection(TreeSet::new))) {
            String ecosystem = ECOSYSTEMS.getOrDefault(type, type);
            Path zip = database.resolve("osv-scalibr").resolve(ecosystem).resolve("all.zip");
            if (!Files.isReadable(zip)) {
                complain(unknown, "there is no database of " + ecosystem + ": " + zip);
                continue;
            }
            Instant changed = Files.getLastModifiedTime(zip).toInstant();
            Age.complaint("the database of " + ecosystem, changed, stale)
                    .ifPresent(one -> complain(unknown, one));
        }
        return unknown;
    }

    private void complain(List<String> unknown, String why) {
        unknown.add(name() + ": " + why);
    }

    private static String number(Ended version) {
        return Optional.of(VERSION.matcher(version.text()))
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .orElse("of unknown version");
    }
}
