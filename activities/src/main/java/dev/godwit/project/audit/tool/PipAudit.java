package dev.godwit.project.audit.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.godwit.project.audit.Audit;
import dev.godwit.project.audit.Component;
import dev.godwit.project.audit.Feeds;
import dev.godwit.project.audit.Finding;
import dev.godwit.project.audit.Ids;
import dev.godwit.project.audit.Inventory;
import dev.godwit.project.audit.Severity;
import dev.godwit.project.ecosystem.Auditor;
import dev.godwit.project.ecosystem.Workplace;
import dev.godwit.project.process.Ended;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code pip-audit}, of what the project uses. It says "no known vulnerabilities" of packages that
 * it has skipped, so what counts is that each one is in the answer and none was skipped. Not told
 * to be strict: it would then keep to itself what it has found besides.
 */
public final class PipAudit implements Auditor {

    /** The version that Godwit installs where there is none. */
    static final String VERSION = "2.10.1";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Optional<URI> service;
    private final PythonTool tool;

    public PipAudit(Feeds feeds) {
        this.service = feeds.osvService();
        this.tool =
                new PythonTool(
                        feeds.data().toAbsolutePath().resolveSibling("tools"),
                        "pip-audit",
                        "pip_audit",
                        VERSION);
    }

    @Override
    public String name() {
        return "pip-audit";
    }

    @Override
    public Audit audit(Workplace at, Inventory inventory) throws IOException {
        if (inventory.components().isEmpty()) {
            return Audit.ofNothing(name(), inventory);
        }
        if (service.isPresent() && service.get().getUserInfo() != null) {
            return Audit.unknown(name(), "it cannot be given the password of its service safely");
        }
        Optional<PythonTool.Found> found = tool.find(at);
        if (found.isEmpty()) {
            return Audit.unknown(name(), "it is not on the PATH and cannot be installed");
        }
        Pinned pinned = Pinned.of(inventory.components());
        Asked asked = new Asked(inventory.components());
        List<Finding> findings = new ArrayList<>();
        Set<String> unknown = new LinkedHashSet<>(pinned.unknown());
        boolean answered = false;
        Files.createDirectories(at.logs());
        for (int i = 0; i < pinned.files().size(); i++) {
            Path list = at.logs().resolve("pip-audit-%d.txt".formatted(i + 1)).toAbsolutePath();
            Files.write(list, pinned.files().get(i));
            Optional<JsonNode> answer = ask(at, found.get(), list, unknown);
            answer.ifPresent(given -> read(given, asked, findings, unknown));
            answered |= answer.isPresent();
        }
        unknown.addAll(asked.silent());
        return Audit.merged(
                List.of(
                        new Audit(
                                answered
                                        ? List.of(name() + " " + found.get().version())
                                        : List.of(),
                                findings,
                                unknown.stream().map((name() + ": ")::concat).toList())));
    }

    private Optional<JsonNode> ask(
            Workplace at, PythonTool.Found found, Path list, Set<String> unknown)
            throws IOException {
        Path output = Path.of(list.toString().replaceFirst("txt$", "json"));
        Files.deleteIfExists(output);
        List<String> command = new ArrayList<>(found.command());
        command.addAll(List.of("-r", list.toString(), "--no-deps", "--disable-pip"));
        service.ifPresent(url -> command.addAll(List.of("-s", "osv", "--osv-url", url.toString())));
        command.addAll(List.of("-f", "json", "-o", output.toString()));
        command.addAll(List.of("--progress-spinner", "off"));
        Ended ended = at.fetch(name(), Map.of(), command);
        if (ended.tookTooLong()) {
            unknown.add("it took too long");
            return Optional.empty();
        }
        try {
            JsonNode answer =
                    Files.exists(output) ? JSON.readTree(output.toFile()) : JSON.nullNode();
            if (answer.path("dependencies").isArray()) {
                return Optional.of(answer);
            }
        } catch (JsonProcessingException torn) {
            // as if there were none
        }
        unknown.add("it has not answered: " + ended.lastLine());
        return Optional.empty();
    }

    private static void read(
            JsonNode answer, Asked asked, List<Finding> findings, Set<String> unknown) {
        for (JsonNode one : answer.path("dependencies")) {
            if (one.has("skip_reason") || !one.path("vulns").isArray()) {
                unknown.add(one.path("skip_reason").asText("it skipped " + one.path("name")));
                continue;
            }
            asked.answered(one.path("name").asText(), one.path("version").asText())
                    .ifPresent(
                            component ->
                                    one.path("vulns")
                                            .forEach(
                                                    hole ->
                                                            findings.add(
                                                                    finding(component, hole))));
        }
    }

    /** It names no severity; whoever else knows the advisory may. */
    private static Finding finding(Component component, JsonNode hole) {
        List<String> ids = new ArrayList<>(List.of(hole.path("id").asText()));
        hole.path("aliases").forEach(alias -> ids.add(alias.asText()));
        List<String> fixes = new ArrayList<>();
        hole.path("fix_versions").forEach(fix -> fixes.add(fix.asText()));
        Ids named = Ids.of(ids);
        return new Finding(
                named.advisory(),
                named.aliases(),
                component.name(),
                component.version(),
                Severity.UNKNOWN,
                fixes,
                component.path(),
                hole.path("description").asText().strip().lines().findFirst().orElse(""));
    }
}
