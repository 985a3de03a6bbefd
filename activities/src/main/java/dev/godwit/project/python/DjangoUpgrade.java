package dev.godwit.project.python;

import dev.godwit.project.ecosystem.Move;
import dev.godwit.project.ecosystem.Recipe;
import dev.godwit.project.python.declared.Release;
import dev.godwit.project.python.declared.Specifier;
import dev.godwit.project.recipe.PythonRewrite;
import java.util.List;

/** The rewrite that belongs to a move of Django to another feature release. */
final class DjangoUpgrade {

    private static final int FEATURE = 2;

    private DjangoUpgrade() {}

    static List<Recipe> after(List<Move> moves) {
        return moves.stream()
                .filter(move -> move.name().equals("django"))
                .filter(move -> !feature(move.from()).equals(feature(move.to())))
                .<Recipe>map(move -> PythonRewrite.django(feature(move.to())))
                .toList();
    }

    private static String feature(String range) {
        return new Specifier(range)
                .lowest()
                .map(release -> release.cut(FEATURE))
                .map(Release::text)
                .orElse("");
    }
}
