package dev.godwit.cli.client;

import java.util.Collection;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.jspecify.annotations.Nullable;

/** Finds the word that was probably meant. */
public final class NearMiss {

    /** More edits than this are no typing slip. */
    private static final int MOST_EDITS = 3;

    private NearMiss() {}

    /** {@code "; did you mean X?"}, or nothing. */
    public static String question(String word, Collection<String> known) {
        String near = of(word, known);
        return near == null ? "" : "; did you mean " + near + "?";
    }

    private static @Nullable String of(String word, Collection<String> known) {
        LevenshteinDistance distance = new LevenshteinDistance(MOST_EDITS);
        String nearest = null;
        int best = Math.min(MOST_EDITS, word.length() / 2) + 1;
        for (String candidate : known) {
            int edits = distance.apply(word, candidate);
            if (edits >= 0 && edits < best) {
                best = edits;
                nearest = candidate;
            }
        }
        return nearest;
    }
}
