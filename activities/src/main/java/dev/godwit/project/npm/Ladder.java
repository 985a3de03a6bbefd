package dev.godwit.project.npm;

import dev.godwit.project.ecosystem.Candidate;
import dev.godwit.project.ecosystem.Candidate.Rung;
import dev.godwit.project.ecosystem.Move;
import dev.godwit.project.ecosystem.Version;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** From a declared range up, one major version at a time. */
final class Ladder {

    private Ladder() {}

    /** Whether no version that breaks lies between a declaration and the newest. */
    static boolean oneStep(String declared, String newest) {
        Optional<Version> last = Version.of(Range.bare(newest));
        return Range.of(declared)
                .flatMap(range -> last.map(one -> !range.version().breaks(one)))
                .orElse(false);
    }

    /**
     * The rungs above a declaration.
     *
     * @param name of the package
     * @param declared as it is written
     * @param newest the newest version that may be offered, as declared: never gone beyond
     * @param released every version of the package
     */
    static Candidate of(String name, String declared, String newest, Collection<String> released) {
        if (!Range.shaped(declared)) {
            return new Candidate(name, List.of(), "declared as " + declared + ", not as a version");
        }
        Optional<Range> range = Range.of(declared);
        Optional<Version> last = Version.of(Range.bare(newest));
        if (range.isEmpty() || last.isEmpty()) {
            return new Candidate(name, List.of(), declared + " is no released version");
        }
        Version current = range.get().version();
        Map<Version, String> best = new TreeMap<>();
        for (String version : released) {
            Version.of(version)
                    .filter(one -> one.compareTo(current) > 0)
                    .filter(one -> one.compareTo(last.get()) <= 0)
                    .ifPresent(one -> best.put(one, version));
        }
        List<Rung> rungs = new ArrayList<>();
        Version rung = current;
        String from = declared;
        List<Version> versions = List.copyOf(best.keySet());
        for (int i = 0; i < versions.size(); i++) {
            Version one = versions.get(i);
            if (i + 1 < versions.size() && !one.breaks(versions.get(i + 1))) {
                continue; // a newer one of the same rung follows
            }
            String to = range.get().sign() + best.get(one);
            rungs.add(new Rung(new Move(name, from, to), rung.breaks(one)));
            rung = one;
            from = to;
        }
        return new Candidate(name, rungs, "");
    }
}
