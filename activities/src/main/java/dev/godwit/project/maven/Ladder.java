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

    /** Says what speaks against a version; asked of as few as possible, as each costs a look. */
    interface Objection {

        /** Empty when it may be offered. */
        Optional<String> to(String version) throws IOException;
    }

    private Ladder() {}

    /**
     * The rungs above a declaration: of each major version the newest that may be offered.
     *
     * @param released every version that there is
     */
    static Candidate of(
            String name, String declared, Collection<String> released, Objection objection)
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
        String held =
                ofAnotherKind(current.get(), newer.isEmpty() ? current.get() : newer.last(), all);
        for (MavenVersion one : newer.descendingSet()) {
            if (!best.isEmpty() && !one.breaks(best.getLast())) {
                continue; // a newer one of the same rung is offered
            }
            Optional<String> against = objection.to(one.text());
            if (against.isEmpty()) {
                best.add(one);
            } else if (held.isEmpty() && best.isEmpty()) {
                held = one.text() + " " + against.get();
            }
        }
        Collections.reverse(best);
        List<Rung> rungs = new ArrayList<>();
        MavenVersion rung = current.get();
        for (MavenVersion one : best) {
            rungs.add(new Rung(new Move(name, rung.text(), one.text()), rung.breaks(one)));
            rung = one;
        }
        return new Candidate(name, rungs, held);
    }

    /** Spring's step from 2.3.12.RELEASE to 2.4.0 would be silent otherwise. */
    private static String ofAnotherKind(
            MavenVersion current, MavenVersion last, List<MavenVersion> all) {
        return all.stream()
                .filter(one -> one.above(last))
                .max(MavenVersion::compareTo)
                .map(one -> one.text() + " is of another kind than " + current.text())
                .orElse("");
    }
}
