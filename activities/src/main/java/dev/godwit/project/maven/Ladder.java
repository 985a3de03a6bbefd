package dev.godwit.project.maven;

import dev.godwit.project.ecosystem.Candidate;
import dev.godwit.project.ecosystem.Candidate.Rung;
import dev.godwit.project.ecosystem.Move;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** From a declared version up, one major version at a time. */
final class Ladder {

    /** Whether a version may be offered; asked of as few as possible, as each one costs a look. */
    interface Offer {

        boolean allows(MavenVersion version) throws IOException;
    }

    private Ladder() {}

    /**
     * The rungs above a declaration: of each major version the newest that may be offered.
     *
     * @param released every version that there is
     */
    static Candidate of(String name, String declared, Collection<String> released, Offer offer)
            throws IOException {
        Optional<MavenVersion> current = MavenVersion.of(declared);
        if (current.isEmpty()) {
            return new Candidate(name, List.of(), declared + " is no released version");
        }
        List<MavenVersion> all =
                released.stream()
                        .flatMap(text -> MavenVersion.of(text).stream())
                        .filter(one -> one.above(current.get()))
                        .toList();
        TreeSet<MavenVersion> newer = new TreeSet<>(all);
        newer.removeIf(one -> !one.kin(current.get()));
        List<MavenVersion> best = new ArrayList<>();
        for (MavenVersion one : newer.descendingSet()) {
            boolean served = !best.isEmpty() && !one.breaks(best.getLast());
            if (!served && offer.allows(one)) {
                best.add(one);
            }
        }
        Collections.reverse(best);
        List<Rung> rungs = new ArrayList<>();
        MavenVersion rung = current.get();
        for (MavenVersion one : best) {
            rungs.add(new Rung(new Move(name, rung.text(), one.text()), rung.breaks(one)));
            rung = one;
        }
        return new Candidate(name, rungs, held(current.get(), all, newer, best));
    }

    /** What there is beside the ladder: newer than anything on it, but not to be offered. */
    private static String held(
            MavenVersion current,
            List<MavenVersion> all,
            TreeSet<MavenVersion> newer,
            List<MavenVersion> best) {
        MavenVersion top = best.isEmpty() ? current : best.getLast();
        MavenVersion last = newer.isEmpty() ? top : newer.last();
        if (last.above(top)) {
            return last.text() + " is too young, or goes by another name now";
        }
        return all.stream()
                .filter(one -> one.above(last))
                .max(MavenVersion::compareTo)
                .map(one -> one.text() + " is of another kind than " + current.text())
                .orElse("");
    }
}
