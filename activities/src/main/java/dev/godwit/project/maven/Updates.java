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
            return Ladder.of(declared.name(), declared.version(), List.of(), version -> false);
        }
        Map<String, List<RemoteRepository>> from = repositories(declared);
        Optional<Set<String>> common = Optional.empty();
        for (Map.Entry<String, List<RemoteRepository>> one : from.entrySet()) {
            Set<String> versions = releases.of(one.getKey(), one.getValue());
            if (versions.isEmpty()) {
                return new Candidate(
                        declared.name(),
                        List.of(),
                        "no repository lists versions of " + one.getKey());
            }
            // Artifacts that share a property go only where all of them can.
            common.ifPresent(versions::retainAll);
            common = Optional.of(versions);
        }
        return Ladder.of(
                declared.name(),
                declared.version(),
                common.orElseThrow(),
                version -> allows(from, version));
    }

    private boolean allows(Map<String, List<RemoteRepository>> from, MavenVersion version)
            throws IOException {
        at.check().run();
        for (Map.Entry<String, List<RemoteRepository>> one : from.entrySet()) {
            Optional<Releases.Release> release =
                    releases.release(
                            one.getKey(), version.text(), one.getValue(), !cooldown.isZero());
            if (release.isEmpty() || release.get().moved() || !oldEnough(release.get())) {
                return false;
            }
        }
        return true;
    }

    private boolean oldEnough(Releases.Release release) {
        Instant latest = Instant.now().minus(cooldown);
        return cooldown.isZero() || release.released().filter(latest::isAfter).isPresent();
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
