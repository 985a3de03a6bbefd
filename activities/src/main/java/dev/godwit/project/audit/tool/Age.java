package dev.godwit.project.audit.tool;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** How old advisories may be. */
final class Age {

    private Age() {}

    static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException none) {
            return Optional.empty();
        }
    }

    /** What is to be said of a feed that was changed last then; empty when it is young enough. */
    static Optional<String> complaint(String feed, Instant changed, Duration stale) {
        return changed.plus(stale).isBefore(Instant.now())
                ? Optional.of(
                        "%s is of %s, older than %s"
                                .formatted(
                                        feed,
                                        changed,
                                        stale.toDays() > 0
                                                ? stale.toDays() + " days"
                                                : stale.toString()))
                : Optional.empty();
    }
}
