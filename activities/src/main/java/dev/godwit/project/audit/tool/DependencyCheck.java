package dev.godwit.project.audit.tool;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.godwit.project.audit.Audit;
import dev.godwit.project.audit.Component;
import dev.godwit.project.audit.Feeds;
import dev.godwit.project.audit.Finding;
import dev.godwit.project.audit.Inventory;
import dev.godwit.project.audit.Severity;
import dev.godwit.project.audit.check.Answer;
import dev.godwit.project.audit.check.Child;
import dev.godwit.project.audit.check.Request;
import dev.godwit.project.ecosystem.Auditor;
import dev.godwit.project.ecosystem.Workplace;
import dev.godwit.project.process.Ended;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * OWASP Dependency-Check, which compares archives with the NVD. It asks nobody but the configured
 * feed, keeps what it has read in one database for all projects, and runs as a process of its own.
 */
public final class DependencyCheck implements Auditor {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String DATABASE = "odc.mv.db";

    private final Feeds feeds;

    public DependencyCheck(Feeds feeds) {
        this.feeds = feeds;
    }

    @Override
    public String name() {
        return "dependency-check";
    }

    @Override
    public Audit audit(Workplace at, Inventory inventory) throws IOException {
        if (inventory.components().isEmpty()) {
            return Audit.ofNothing(name(), inventory);
        }
        if (feeds.nvd().isEmpty() && !Files.exists(feeds.data().resolve(DATABASE))) {
            return Audit.unknown(name(), "no NVD feed is configured, and there is no data of one");
        }
        Map<String, Component> archives = new HashMap<>();
        List<String> unknown = new ArrayList<>();
        for (Component one : inventory.components()) {
            one.archive()
                    .filter(Files::isReadable)
                    .ifPresentOrElse(
                            file -> archives.put(file.toString(), one),
                            () -> unknown.add(notSeen(one)));
        }
        Path data = Files.createDirectories(feeds.data());
        // Readable by this user alone: a feed's address may have a password in it.
        Path request = Files.createTempFile(data, "request", ".json");
        Path answer = Files.createTempFile(data, "answer", ".json");
        try {
            JSON.writeValue(
                    request.toFile(),
                    new Request(
                            data.toAbsolutePath().toString(),
                            feeds.nvd().map(URI::toString).orElse(""),
                            archives.keySet().stream().sorted().toList()));
            Ended ended = at.run(name(), Map.of(), Child.command(request, answer));
            if (ended.tookTooLong()) {
                return Audit.unknown(name(), "it took too long");
            }
            if (Files.size(answer) == 0) {
                return Audit.unknown(name(), "it has not answered: " + ended.lastLine());
            }
            return audit(JSON.readValue(answer.toFile(), Answer.class), archives, unknown);
        } finally {
            Files.deleteIfExists(request);
            Files.deleteIfExists(answer);
        }
    }

    private Audit audit(Answer answer, Map<String, Component> archives, List<String> unknown) {
        answer.problems().forEach(one -> unknown.add(name() + ": " + one));
        archives.forEach(
                (file, one) -> {
                    if (!answer.seen().contains(file)) {
                        unknown.add(notSeen(one));
                    }
                });
        Age.instant(answer.fed())
                .map(fed -> Age.complaint("the NVD feed", fed, feeds.stale()))
                .orElseGet(() -> Optional.of("nobody knows how old its data is"))
                .ifPresent(complaint -> unknown.add(name() + ": " + complaint));
        List<Finding> findings = new ArrayList<>();
        for (Answer.Hit hit : answer.hits()) {
            Component one = archives.get(hit.archive());
            if (one == null) {
                unknown.add(
                        "%s: %s is of no known package: %s"
                                .formatted(name(), hit.id(), hit.archive()));
            } else {
                findings.add(
                        new Finding(
                                hit.id(),
                                List.of(),
                                one.name(),
                                one.version(),
                                Severity.of(hit.severity()),
                                hit.fixed().isEmpty() ? List.of() : List.of(hit.fixed()),
                                one.path(),
                                hit.title()));
            }
        }
        return new Audit(List.of(name() + " " + answer.version()), findings, unknown);
    }

    private String notSeen(Component one) {
        return "%s: %s %s was not looked at".formatted(name(), one.name(), one.version());
    }
}
