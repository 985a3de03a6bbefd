package dev.godwit.project.python;

import dev.godwit.project.ecosystem.Move;
import dev.godwit.project.ecosystem.Standing;
import dev.godwit.project.python.declared.Declaration;
import dev.godwit.project.python.declared.Release;
import dev.godwit.project.python.declared.Specifier;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How packages are declared by now. */
final class Standings {

    private Standings() {}

    static List<Standing> of(Layout layout, List<Move> moves) {
        Map<String, List<Declaration>> declared = layout.declared();
        return moves.stream()
                .map(
                        move ->
                                of(
                                        move,
                                        Optional.ofNullable(declared.get(move.name()))
                                                .map(all -> layout.standing(move.name(), all))
                                                .filter(Standings::told)))
                .toList();
    }

    /** By what a move begins from. */
    private static Standing of(Move move, Optional<Specifier> now) {
        Optional<Release> to = new Specifier(move.to()).lowest();
        boolean reached =
                now.flatMap(Specifier::lowest)
                        .filter(its -> to.isPresent() && its.compareTo(to.get()) >= 0)
                        .isPresent();
        return new Standing(move, now.map(Specifier::text).orElse(""), reached);
    }

    private static boolean told(Specifier specifier) {
        return specifier.obstacle().isEmpty() && specifier.lowest().isPresent();
    }
}
