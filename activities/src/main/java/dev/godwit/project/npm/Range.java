package dev.godwit.project.npm;

import dev.godwit.project.ecosystem.Version;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A declaration that is a released version with a sign before it, or with none: {@code ^7.5.0}.
 *
 * @param text the version as it is written
 */
record Range(String sign, Version version, String text) {

    private static final Pattern SHAPE = Pattern.compile("([~^]?|>=)\\s*v?(\\d[^\\s|]*)");

    /** Reads one; empty for tags, links, addresses, other ranges and pre-releases. */
    static Optional<Range> of(String declared) {
        Matcher shape = SHAPE.matcher(declared.strip());
        return shape.matches()
                ? Version.of(shape.group(2))
                        .map(version -> new Range(shape.group(1), version, shape.group(2)))
                : Optional.empty();
    }

    boolean below(Range other) {
        return version.compareTo(other.version) < 0;
    }

    /** Whether it has the shape, be its version released or not. */
    static boolean shaped(String declared) {
        return SHAPE.matcher(declared.strip()).matches();
    }

    /** Without the sign. */
    static String bare(String declared) {
        Matcher shape = SHAPE.matcher(declared.strip());
        return shape.matches() ? shape.group(2) : declared;
    }
}
