package dev.godwit.project.maven;

import dev.godwit.project.ecosystem.Move;
import dev.godwit.project.ecosystem.Standing;
import dev.godwit.project.link.Link;
import dev.godwit.project.maven.pom.Declarations;
import dev.godwit.project.maven.pom.Declared;
import dev.godwit.project.maven.pom.Use;
import dev.godwit.project.maven.repository.Models;
import dev.godwit.project.maven.repository.Pages;
import dev.godwit.project.maven.repository.Repositories;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is declared by now, looked up for moves that were thought of before. */
final class Declaring {

    private final Declarations declarations;

    Declaring(Declarations declarations) {
        this.declarations = declarations;
    }

    /** How each of them is declared. */
    List<Standing> standing(List<Move> moves) {
        return moves.stream().map(this::standing).toList();
    }

    private Standing standing(Move move) {
        Optional<Declared> declared = named(move.name());
        Optional<MavenVersion> now = declared.flatMap(one -> MavenVersion.of(one.version()));
        Optional<MavenVersion> to = MavenVersion.of(move.to());
        boolean reached = now.isPresent() && to.isPresent() && !to.get().above(now.get());
        return new Standing(move, now.map(MavenVersion::text).orElse(""), reached);
    }

    /** By its name then; by its artifact, when versions that differed do no more. */
    private Optional<Declared> named(String name) {
        String artifact = name.split(" ", 2)[0];
        List<Declared> all = declarations.declared();
        return all.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .or(
                        () ->
                                all.stream()
                                        .filter(one -> one.artifacts().contains(artifact))
                                        .findFirst());
    }

    /** Where the artifacts that have moved say that they come from. */
    Map<String, Link> links(Repositories repositories, List<Move> moves) throws IOException {
        Pages pages = new Pages(repositories);
        Models models = new Models(repositories);
        Map<String, Link> links = new LinkedHashMap<>();
        for (Move move : moves) {
            Optional<Declared> declared = declarations.find(move.name(), move.to());
            if (declared.isPresent()) {
                Use use = declared.get().uses().getFirst();
                try {
                    pages.of(
                                    use.name(),
                                    move.to(),
                                    use.section().plugin()
                                            ? models.pluginRepositories(use.module())
                                            : models.repositories(use.module()))
                            .ifPresent(link -> links.put(move.name(), link));
                } catch (IOException | Models.Unusable unknown) {
                    continue; // the others may be known
                }
            }
        }
        return links;
    }
}
