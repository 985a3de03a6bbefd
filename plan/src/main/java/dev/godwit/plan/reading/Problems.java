package dev.godwit.plan.reading;

import dev.godwit.plan.problem.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Collects what is wrong, so that it can be said all at once. Not thread-safe. */
public final class Problems {

    private final List<Problem> found = new ArrayList<>();

    /** Adds a problem at a place of the plan file. */
    public void add(String code, Location where, String what, String because, String next) {
        found.add(new Problem(code, what, where.toString(), because, next));
    }

    /** Whether nothing was found. */
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** What was found, in the order of finding. */
    public List<Problem> all() {
        return List.copyOf(found);
    }

    /** The word that was probably meant: at most two letters, or a third of the word, away. */
    public static Optional<String> nearest(String word, Collection<String> known) {
        int limit = Math.max(2, word.length() / 3);
        LevenshteinDistance distance = new LevenshteinDistance(limit);
        String best = null;
        int least = limit + 1;
        for (String candidate : known) {
            int far =
                    distance.apply(
                            word.toLowerCase(java.util.Locale.ROOT),
                            candidate.toLowerCase(java.util.Locale.ROOT));
            if (far >= 0 && far < least) {
                least = far;
                best = candidate;
            }
        }
        return Optional.ofNullable(best);
    }

    /** "did you mean x?" or a list of what there is. */
    public static String suggestion(String word, Collection<String> known) {
        return nearest(word, known)
                .map(near -> "did you mean \"" + near + "\"?")
                .orElseGet(
                        () ->
                                known.isEmpty()
                                        ? "remove it"
                                        : "known here: " + String.join(", ", known));
    }
}
