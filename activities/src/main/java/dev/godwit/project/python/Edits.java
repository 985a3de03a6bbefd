package dev.godwit.project.python;

import dev.godwit.project.ecosystem.Move;
import dev.godwit.project.python.declared.Declaration;
import dev.godwit.project.python.declared.Release;
import dev.godwit.project.python.declared.Specifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes ranges where they stand; every other byte stays as it is. */
final class Edits {

    private Edits() {}

    private record Edit(int begin, int end, String text) {}

    /**
     * Every place that declares one of them. @return why one cannot be written; empty when all were
     */
    static Optional<String> write(Layout layout, List<Move> moves) throws IOException {
        Map<String, List<Declaration>> declared = layout.declared();
        Map<Path, List<Edit>> edits = new LinkedHashMap<>();
        for (Move move : moves) {
            Release to = new Specifier(move.to()).lowest().orElseThrow();
            List<Declaration> places = declared.getOrDefault(move.name(), List.of());
            boolean locked = layout.locks().hold(move.name(), places);
            for (Declaration place : places) {
                Optional<String> text = text(place, move, to, locked);
                if (text.isEmpty()) {
                    return Optional.of(
                            "%s in %s cannot be moved: %s"
                                    .formatted(
                                            move.name(),
                                            place.file().getFileName(),
                                            place.obstacle().isEmpty()
                                                    ? place.specifier().text()
                                                    : place.obstacle()));
                }
                edits.computeIfAbsent(place.file(), file -> new ArrayList<>())
                        .add(new Edit(place.begin(), place.end(), text.get()));
            }
        }
        for (Map.Entry<Path, List<Edit>> file : edits.entrySet()) {
            String text =
                    new String(Files.readAllBytes(file.getKey()), StandardCharsets.ISO_8859_1);
            StringBuilder written = new StringBuilder(text);
            file.getValue().sort(Comparator.comparingInt(Edit::begin).reversed());
            for (Edit edit : file.getValue()) {
                written.replace(edit.begin(), edit.end(), edit.text());
            }
            Files.write(file.getKey(), written.toString().getBytes(StandardCharsets.ISO_8859_1));
        }
        return Optional.empty();
    }

    /** What is to stand there. @param locked whether a lock says which version is used */
    private static Optional<String> text(Declaration place, Move move, Release to, boolean locked) {
        Specifier own = place.specifier();
        if (!place.obstacle().isEmpty()) {
            return Optional.empty();
        }
        if (own.text().isEmpty() || locked && !own.exact() && own.allows(to)) {
            return Optional.of(own.text());
        }
        return own.text().equals(move.from()) ? Optional.of(move.to()) : own.moved(to);
    }
}
