package dev.godwit.cli.stack;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code temporal --version} says of itself.
 *
 * @param cli version of the command line, 0.0.0 for one built with {@code go install}
 * @param server version of the server inside
 */
public record TemporalVersion(Number cli, Number server) {

    private static final Pattern WORDS =
            Pattern.compile(
                    "temporal version (\\d+)\\.(\\d+)\\.(\\d+)\\S*"
                            + "(?: \\(Server (\\d+)\\.(\\d+)\\.(\\d+))?");
    private static final Number OLDEST_CLI = new Number(1, 5, 0);
    private static final Number OLDEST_SERVER = new Number(1, 29, 0);

    /** A version in three parts. */
    public record Number(int major, int minor, int patch) implements Comparable<Number> {

        @Override
        public int compareTo(Number other) {
            if (major != other.major) {
                return Integer.compare(major, other.major);
            }
            return minor != other.minor
                    ? Integer.compare(minor, other.minor)
                    : Integer.compare(patch, other.patch);
        }

        @Override
        public String toString() {
            return major + "." + minor + "." + patch;
        }
    }

    /** Reads the output of {@code temporal --version}; empty when it is another program's. */
    public static Optional<TemporalVersion> parse(String output) {
        Matcher words = WORDS.matcher(output);
        if (!words.find()) {
            return Optional.empty();
        }
        Number server = words.group(4) == null ? new Number(0, 0, 0) : number(words, 4);
        return Optional.of(new TemporalVersion(number(words, 1), server));
    }

    /**
     * Whether it can do what Godwit asks. A program built with {@code go install} does not know its
     * own version; the server inside tells.
     */
    public boolean newEnough() {
        return cli.compareTo(OLDEST_CLI) >= 0
                || (cli.equals(new Number(0, 0, 0)) && server.compareTo(OLDEST_SERVER) >= 0);
    }

    private static Number number(Matcher words, int first) {
        return new Number(
                Integer.parseInt(words.group(first)),
                Integer.parseInt(words.group(first + 1)),
                Integer.parseInt(words.group(first + 2)));
    }
}
