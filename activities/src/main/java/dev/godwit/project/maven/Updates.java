package dev.godwit.project.maven;

import dev.godwit.project.ecosystem.Candidate;
import dev.godwit.project.ecosystem.Workplace;
import dev.godwit.project.maven.pom.Declarations;
import dev.godwit.project.maven.pom.Declared;
import dev.godwit.project.maven.pom.Use;
import dev.godwit.project.maven.repository.Models;
import dev.godwit.project.maven.repository.Releases;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.aether.repository.RemoteRepository;

/** Asks the repositories what is newer than what a project declares. */
final class Updates {

    private final Workplace at;
    private final Models models;
    private final Releases releases;
    private final Duration cooldown;

    Updates(Workplace at, Models models, Releases releases, Duration cooldown) {
        this.at = at;
        this.models = models;
        this.releases = releases;
        this.cooldown = cooldown;
    }

    List<Candidate> find(Declarations declarations) throws IOException {
        List<Candidate> candidates = new ArrayList<>();
        for (Declared one : declarations.declared()) {
            at.check().run();
            candidates.add(candidate(one));
        }
        for (Declarations.Skipped one : declarations.skipped()) {
            candidates.add(new Candidate(one.name(), List.of(), one.reason()));
        }
        return candidates;
    }

    private Candidate candidate(Declared declared) throws IOException {
        if (MavenVersion.of(declared.version()).isEmpty()) {
            return Ladder.of(
                    declared.name(), declared.version(), List.of(), version -> Optional.empty());
        }
        Map<String, List<RemoteRepository>> from = repositories(declared);
        Map<String, Map<String, Optional<Instant>>> lists = new LinkedHashMap<>();
        for (Map.Entry<String, List<RemoteRepository>> one : from.entrySet()) {
            Map<String, Optional<Instant>> list = releases.of(one.getKey(), one.getValue());
            if (list.isEmpty()) {
                String reason = "no repository lists versions of " + one.getKey();
                return new Candidate(declared.name(), List.of(), reason);
            }
            lists.put(one.getKey(), list);
        }
        Set<String> common = new LinkedHashSet<>();
        // Artifacts that share a property go only where all of them can.
        lists.values().forEach(list -> common.addAll(list.keySet()));
        lists.values().forEach(list -> common.retainAll(list.keySet()));
        return Ladder.of(
                declared.name(),
                declared.version(),
                common,
                version -> objection(from, lists, version));
    }

    private Optional<String> objection(
            Map<String, List<RemoteRepository>> from,
            Map<String, Map<String, Optional<Instant>>> lists,
            String version)
            throws IOException {
        at.check().run();
        Instant latest = Instant.now().minus(cooldown);
        for (Map.Entry<String, List<RemoteRepository>> one : from.entrySet()) {
            Optional<Instant> listed =
                    lists.getOrDefault(one.getKey(), Map.of())
                            .getOrDefault(version, Optional.empty());
            boolean old = cooldown.isZero() || listed.filter(latest::isAfter).isPresent();
            Optional<Releases.Release> release =
                    releases.release(one.getKey(), version, one.getValue(), !old);
            if (release.isEmpty()) {
                return Optional.of("is listed, but its pom is missing");
            }
            if (release.get().moved()) {
                return Optional.of("goes by another name now");
            }
            if (!old && release.get().released().isEmpty()) {
                return Optional.of("is of unknown age");
            }
            if (!old && release.get().released().filter(latest::isAfter).isEmpty()) {
                return Optional.of("is too young");
            }
        }
        return Optional.empty();
    }

    private Map<String, List<RemoteRepository>> repositories(Declared declared) throws IOException {
        Map<String, Set<RemoteRepository>> found = new LinkedHashMap<>();
        try {
            for (Use use : declared.uses()) {
                found.computeIfAbsent(use.name(), name -> new LinkedHashSet<>())
                        .addAll(
                                use.section().plugin()
                                        ? models.pluginRepositories(use.module())
                                        : models.repositories(use.module()));
            }
        } catch (Models.Unusable broken) {
            throw new IOException("the project cannot be read: " + broken.getMessage(), broken);
        }
        Map<String, List<RemoteRepository>> lists = new LinkedHashMap<>();
        found.forEach((name, all) -> lists.put(name, List.copyOf(all)));
        return lists;
    }
}
