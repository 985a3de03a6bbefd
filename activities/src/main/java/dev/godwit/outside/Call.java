package dev.godwit.outside;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Something to be done outside of Godwit, with its secrets resolved: never printed. */
public sealed interface Call {

    /** After which it has failed. */
    Duration timeout();

    /** A request; redirects are not followed. */
    record Http(String url, Map<String, String> headers, Duration timeout) implements Call {
        @Override
        public String toString() {
            return "an HTTP request";
        }
    }

    /** A program with its arguments; no shell. */
    record Command(List<String> arguments, Duration timeout) implements Call {
        @Override
        public String toString() {
            return "a command";
        }
    }
}
