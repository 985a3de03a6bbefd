package dev.godwit.cli.report;

import java.time.Duration;
import java.time.Instant;

/** Seconds since the start of a run. */
record Clock(Instant start) {

    static Clock from(String instant) {
        return new Clock(Instant.parse(instant));
    }

    double second(String instant) {
        return Duration.between(start, Instant.parse(instant)).toMillis() / 1000.0;
    }
}
