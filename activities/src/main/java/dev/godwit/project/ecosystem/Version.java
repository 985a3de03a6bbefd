package dev.godwit.project.ecosystem;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A released version by numbers: {@code 7.8.2}. Pre-releases and versions that are dates are none:
 * they are never offered by accident.
 */
public record Version(long major, long minor, long patch) implements Comparable<Version> {

    private static final Pattern RELEASED =
            Pattern.compile("(\\d{1,6})(?:\\.(\\d{1,9}))?(?:\\.(\\d{1,9}))?(?:\\+[0-9A-Za-z.-]+)?");

    private static final long EARLIEST_YEAR = 1990;

    private static final Comparator<Version> ORDER =
            Comparator.comparingLong(Version::major)
                    .thenComparingLong(Version::minor)
                    .thenComparingLong(Version::patch);

    /** Reads one; empty when it is no released version. */
    public static Optional<Version> of(String text) {
        Matcher parts = RELEASED.matcher(text);
        if (!parts.matches() || Long.parseLong(parts.group(1)) >= EARLIEST_YEAR) {
            return Optional.empty();
        }
        return Optional.of(
                new Version(Long.parseLong(parts.group(1)), number(parts, 2), number(parts, 3)));
    }

    /** Whether moving from one to the other may break: 0.x versions break with each minor one. */
    public boolean breaks(Version later) {
        return major != later.major || (major == 0 && minor != later.minor);
    }

    @Override
    public int compareTo(Version other) {
        return ORDER.compare(this, other);
    }

    private static long number(Matcher parts, int group) {
        return parts.group(group) == null ? 0 : Long.parseLong(parts.group(group));
    }
}
