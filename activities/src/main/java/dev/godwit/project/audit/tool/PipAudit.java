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
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * pip-audit, of what is installed. Without {@code --strict} it calls a project clean when it has
 * skipped every package of it; its exit code is 1 for findings and for errors alike. So each
 * package has to be in its answer, and none of them skipped.
 */
public final class PipAudit implements Auditor {

    /** Its output was tried with this version. */
    private static final String VERSION = "2.10.1";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Map<String, String> QUIET =
            Map.of("PIP_DISABLE_PIP_VERSION_CHECK", "1", "PIP_NO_INPUT", "1", "NO_COLOR", "1");

    private final Feeds feeds;

    public PipAudit(Feeds feeds) {
        this.feeds = feeds;
    }

    @Override
    public String name() {
        return "pip-audit";
    }

    @Override
    public Audit audit(Workplace at, Inventory inventory) throws IOException {
        Path program = program(at);
        if (!Files.exists(program)) {
            return Audit.unknown(name(), "it cannot be installed by pip");
        }
        Path folder = Files.createDirectories(at.logs().resolve("pip-audit"));
        Path pins = folder.resolve("requirements.txt");
        Path answer = folder.resolve("answer.json");
        Files.deleteIfExists(answer); // of an attempt before this one
        Files.writeString(
                pins,
                inventory.components().stream()
                        .map(one -> "%s==%s\n".formatted(one.name(), one.version()))
                        .collect(Collectors.joining()));
        List<String> command =
                new ArrayList<>(
                        List.of(
                                program.toString(),
                                "-r",
                                pins.toString(),
                                "--no-deps",
                                "--disable-pip",
                                "--strict",
                                "--progress-spinner=off",
                                "--format=json",
                                "--output=" + answer));
        feeds.osvService()
                .ifPresent(
                        service -> {
                            command.add("--vulnerability-service=osv");
                            command.add("--osv-url=" + service);
                        });
        Ended ended = at.fetch("pip-audit", QUIET, command);
        if (ended.tookTooLong() || !Files.exists(answer) || Files.size(answer) == 0) {
            return Audit.unknown(name(), reason(ended));
        }
        try {
            return read(JSON.readTree(answer.toFile()), inventory);
        } catch (JsonProcessingException cut) {
            return Audit.unknown(name(), "its answer is none that Godwit knows");
        }
    }

    /** Once for all projects of this host. */
    private Path program(Workplace at) throws IOException {
        Path tools = Files.createDirectories(feeds.data().toAbsolutePath());
        Path venv = tools.resolve("pip-audit-" + VERSION);
        Path program = venv.resolve("bin/pip-audit");
        try (FileChannel lock =
                FileChannel.open(
                        tools.resolve("pip-audit.lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE)) {
            synchronized (PipAudit.class) { // a file lock is of a whole process
                lock.lock();
                if (!Files.exists(program)
                        && at.run(
                                        "pip-audit-venv",
                                        QUIET,
                                        List.of("python3", "-m", "venv", venv.toString()))
                                .good()) {
                    at.fetch(
                            "pip-audit-install",
                            QUIET,
                            List.of(
                                    venv.resolve("bin/python").toString(),
                                    "-m",
                                    "pip",
                                    "install",
                                    "-q",
                                    "pip-audit==" + VERSION));
                }
            }
        }
        return program;
    }

    private static String reason(Ended ended) {
        return ended.text()
                .lines()
                .filter(line -> line.startsWith("ERROR"))
                .map(line -> line.replaceFirst("^ERROR:[^:]*:", ""))
                .findFirst()
                .orElse(ended.tookTooLong() ? "it took too long" : "exit " + ended.exit());
    }

    private Audit read(JsonNode answer, Inventory inventory) {
        List<Finding> findings = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        int seen = 0;
        for (JsonNode one : answer.path("dependencies")) {
            seen++;
            if (one.has("skip_reason")) {
                unknown.add(
                        "%s: %s was skipped: %s"
                                .formatted(
                                        name(),
                                        one.path("name").asText(),
                                        one.path("skip_reason").asText()));
            }
            for (JsonNode advisory : one.path("vulns")) {
                findings.add(finding(one, advisory, inventory));
            }
        }
        if (seen != inventory.components().size()) {
            unknown.add(
                    "%s: it has looked at %d of %d packages"
                            .formatted(name(), seen, inventory.components().size()));
        }
        return new Audit(List.of(name() + " " + VERSION), findings, unknown);
    }

    /** It does not say how bad an advisory is; a GHSA id comes first where there is one. */
    private static Finding finding(JsonNode one, JsonNode advisory, Inventory inventory) {
        List<String> ids = new ArrayList<>(List.of(advisory.path("id").asText()));
        advisory.path("aliases").forEach(alias -> ids.add(alias.asText()));
        String id =
                ids.stream()
                        .filter(each -> each.startsWith("GHSA-"))
                        .findFirst()
                        .orElse(ids.getFirst());
        ids.remove(id);
        List<String> fixes = new ArrayList<>();
        advisory.path("fix_versions").forEach(fix -> fixes.add(fix.asText()));
        String name = one.path("name").asText();
        return new Finding(
                id,
                ids,
                name,
                one.path("version").asText(),
                Severity.UNKNOWN,
                fixes,
                inventory.components().stream()
                        .filter(known -> known.name().equals(name))
                        .map(Component::path)
                        .findFirst()
                        .orElse(""),
                advisory.path("description").asText().lines().findFirst().orElse(""));
    }
}
