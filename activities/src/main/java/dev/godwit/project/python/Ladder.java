package dev.godwit.project.python;

import dev.godwit.project.ecosystem.Candidate;
import dev.godwit.project.ecosystem.Candidate.Held;
import dev.godwit.project.ecosystem.Candidate.Rung;
import dev.godwit.project.ecosystem.Move;
import dev.godwit.project.python.declared.Release;
import dev.godwit.project.python.declared.Specifier;
import dev.godwit.project.python.index.Listing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * From a declared range up, one line of releases at a time. A line is a major version; a minor one
 * as long as that is 0; and of Django a feature release, of which the ladder takes those with
 * long-term support and the newest.
 */
final class Ladder {

    private static final String DJANGO = "django";

    /** Its number within each major version, since 2.2. */
    private static final long LONG_TERM = 2;

    private final Release python;
    private final Duration cooldown;
    private final Instant now;

    Ladder(Release python, Duration cooldown, Instant now) {
        this.python = python;
        this.cooldown = cooldown;
        this.now = now;
    }

    /**
     * Of a package.
     *
     * @param declared range to move; of a locked package the version that is locked
     * @param ranges all that have to allow what it moves to, after they were moved themselves
     */
    Candidate of(String name, Specifier declared, List<Specifier> ranges, List<Listing> listings) {
        Optional<Release> current = declared.lowest();
        if (current.isEmpty()) {
            String reason =
                    declared.text().isEmpty()
                            ? "no version is declared"
                            : declared.text() + " has no lower bound";
            return new Candidate(name, List.of(), reason);
        }
        Map<Release, Listing> best = new TreeMap<>();
        Map<Release, Listing> excluded = new TreeMap<>();
        String withheld = "";
        for (Listing one : listings) {
            Release release = one.release();
            if (release.compareTo(current.get()) <= 0
                    || release.calendar() != current.get().calendar()) {
                continue;
            }
            if (one.yanked()) {
                withheld = release.text() + " was yanked";
            } else if (tooYoung(one)) {
                withheld = release.text() + " is younger than --cooldown";
            } else if (!one.python().allows(python)) {
                excluded.put(line(name, release), one);
            } else {
                best.put(line(name, release), one);
                withheld = "";
            }
        }
        List<Rung> rungs = new ArrayList<>();
        String from = declared.text();
        Release rung = current.get();
        for (Release line : wanted(name, List.copyOf(best.keySet()), line(name, rung))) {
            Release to = Objects.requireNonNull(best.get(line)).release();
            Optional<String> moved = new Specifier(from).moved(to);
            Optional<String> refused = refused(from, ranges, to);
            if (moved.isEmpty() || refused.isPresent()) {
                withheld = "%s does not allow %s".formatted(refused.orElse(from), to.text());
                continue;
            }
            boolean major = line.compareTo(line(name, rung)) != 0;
            // The newest that a range allows is installed already.
            if (!declared.allows(to) || declared.exact()) {
                rungs.add(new Rung(new Move(name, from, moved.get()), major));
                from = moved.get();
            }
            rung = to;
        }
        return new Candidate(name, rungs, withheld, held(name, from, rung, excluded));
    }

    private static Optional<String> refused(String from, List<Specifier> ranges, Release to) {
        return ranges.stream()
                .filter(range -> !range.text().isEmpty() && !range.text().equals(from))
                .filter(range -> !range.allows(to) && range.moved(to).isEmpty())
                .map(Specifier::text)
                .findFirst();
    }

    private List<Held> held(String name, String from, Release top, Map<Release, Listing> excluded) {
        List<Release> lines = List.copyOf(excluded.keySet());
        for (Release line : wanted(name, lines, line(name, top))) {
            Listing listing = Objects.requireNonNull(excluded.get(line));
            Optional<String> moved = new Specifier(from).moved(listing.release());
            if (line.compareTo(line(name, top)) > 0 && moved.isPresent()) {
                String reason =
                        "needs Python %s, here is %s"
                                .formatted(listing.python().text(), python.text());
                return List.of(new Held(new Move(name, from, moved.get()), reason));
            }
        }
        return List.of();
    }

    /** Lines in their order, without the ones that a ladder of Django's leaves out. */
    private static List<Release> wanted(String name, List<Release> lines, Release current) {
        if (!name.equals(DJANGO) || lines.isEmpty()) {
            return lines;
        }
        return lines.stream()
                .filter(
                        line ->
                                line.compareTo(current) == 0
                                        || line.number(1) == LONG_TERM
                                        || line.equals(lines.getLast()))
                .toList();
    }

    private static Release line(String name, Release release) {
        if (release.calendar()) {
            return release.cut(0);
        }
        return release.cut(name.equals(DJANGO) || release.number(0) == 0 ? 2 : 1);
    }

    /** One whose age nobody knows may be of today. */
    private boolean tooYoung(Listing one) {
        return !cooldown.isZero()
                && one.uploaded().map(at -> at.isAfter(now.minus(cooldown))).orElse(true);
    }
}
