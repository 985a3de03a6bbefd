package dev.godwit.project.python;

import dev.godwit.project.ecosystem.Candidate;
import dev.godwit.project.ecosystem.Workplace;
import dev.godwit.project.python.declared.Declaration;
import dev.godwit.project.python.declared.Release;
import dev.godwit.project.python.index.Index;
import dev.godwit.project.python.index.Listing;
import dev.godwit.project.python.program.Venv;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What could move in a project. */
record Survey(Workplace at, Layout layout, Duration cooldown) {

    List<Candidate> candidates() throws IOException {
        Venv venv = new Venv(at);
        String preferred = layout.locks().python();
        if (!venv.exists()) {
            venv.create(layout.python(), preferred);
        }
        Release python = venv.version(layout.python(), preferred);
        Ladder ladder = new Ladder(python, cooldown, Instant.now());
        Index index = new Index(Indexes.of(layout, venv));
        List<Candidate> candidates = new ArrayList<>();
        for (Map.Entry<String, List<Declaration>> one : layout.declared().entrySet()) {
            at.check().run();
            String name = one.getKey();
            String obstacle = obstacle(name, one.getValue(), python);
            if (!obstacle.isEmpty()) {
                candidates.add(new Candidate(name, List.of(), obstacle));
                continue;
            }
            Optional<List<Listing>> listings = index.releases(name);
            candidates.add(
                    listings.isPresent()
                            ? ladder.of(
                                    name,
                                    layout.standing(name, one.getValue()),
                                    one.getValue().stream().map(Declaration::specifier).toList(),
                                    listings.get())
                            : new Candidate(name, List.of(), "no index that is asked has it"));
        }
        return candidates;
    }

    private String obstacle(String name, List<Declaration> places, Release python) {
        for (Declaration place : places) {
            if (!place.obstacle().isEmpty()) {
                return place.obstacle();
            }
            if (place.marker().contains("python_version")) {
                return "declared for some versions of Python only";
            }
        }
        for (Declaration place : places) {
            Path source = Path.of(place.file().toString().replaceFirst("\\.txt$", ".in"));
            if (!source.equals(place.file()) && Files.exists(source)) {
                return "%s lies beside %s and does not say how it is compiled"
                        .formatted(place.file().getFileName(), source.getFileName());
            }
        }
        return layout.locks().obstacle(name, places, python);
    }
}
