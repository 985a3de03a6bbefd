package dev.godwit.project.maven;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A released version with as many numbers as it likes, and what follows them: {@code 33.4.0-jre}.
 * Wider than {@link dev.godwit.project.ecosystem.Version}. Pre-releases and days are none.
 *
 * @param text as it is written
 * @param flavour what follows the numbers, in small letters: only the same kind compares
 */
public record MavenVersion(String text, List<Long> numbers, String flavour)
        implements Comparable<MavenVersion> {

    private static final Pattern SHAPE = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})*+)(\\D.*)?");

    private static final Pattern WORD = Pattern.compile("[a-z]+");

    private static final Set<String> UNFINISHED =
            Set.of(
                    "a",
                    "alpha",
                    "b",
                    "beta",
                    "m",
                    "milestone",
                    "rc",
                    "cr",
                    "c",
                    "pre",
                    "preview",
                    "ea",
                    "eap",
                    "dev",
                    "snapshot",
                    "nightly",
                    "canary",
                    "test",
                    "develop",
                    "experimental",
                    "pr");

    private static final long FIRST_YEAR = 1990;
    private static final long LAST_YEAR = 2100;
    private static final long FIRST_DAY = 19_000_101;

    public MavenVersion {
        numbers = List.copyOf(numbers);
    }

    /** Reads one; empty when it is no released version. */
    static Optional<MavenVersion> of(String text) {
        Matcher shape = SHAPE.matcher(text);
        if (!shape.matches()) {
            return Optional.empty();
        }
        List<Long> numbers = Stream.of(shape.group(1).split("\\.")).map(Long::valueOf).toList();
        String flavour = shape.group(2) == null ? "" : shape.group(2).toLowerCase(Locale.ROOT);
        boolean unfinished =
                WORD.matcher(flavour).results().anyMatch(word -> UNFINISHED.contains(word.group()));
        boolean day = numbers.stream().anyMatch(number -> number >= FIRST_DAY);
        if (unfinished || day || numbers.getFirst() > LAST_YEAR) {
            return Optional.empty();
        }
        // Jetty's and Eclipse's: the day belongs to the build.
        return Optional.of(new MavenVersion(text, numbers, flavour.replaceAll("v\\d{8,}", "v")));
    }

    /** Whether one can follow the other: the same flavour, and years only after years. */
    boolean kin(MavenVersion other) {
        return flavour.equals(other.flavour) && year() == other.year();
    }

    private boolean year() {
        return number(0) >= FIRST_YEAR;
    }

    /** Whether moving from one to the other may break: 0.x versions break with each minor one. */
    boolean breaks(MavenVersion later) {
        return number(0) != later.number(0) || (number(0) == 0 && number(1) != later.number(1));
    }

    private long number(int index) {
        return index < numbers.size() ? numbers.get(index) : 0;
    }

    /** By numbers alone; the longer one is the later of two that are the same otherwise. */
    @Override
    public int compareTo(MavenVersion other) {
        int longest = Math.max(numbers.size(), other.numbers.size());
        for (int i = 0; i < longest; i++) {
            int order = Long.compare(number(i), other.number(i));
            if (order != 0) {
                return order;
            }
        }
        return Comparator.comparing(MavenVersion::text).compare(this, other);
    }

    /** Whether its numbers are higher. */
    boolean above(MavenVersion other) {
        int longest = Math.max(numbers.size(), other.numbers.size());
        for (int i = 0; i < longest; i++) {
            if (number(i) != other.number(i)) {
                return number(i) > other.number(i);
            }
        }
        return false;
    }
}
