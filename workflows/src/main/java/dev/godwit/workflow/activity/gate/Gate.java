package dev.godwit.workflow.activity.gate;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A durable wait.
 *
 * @param kind APPROVAL waits for a person, SQL and CHECK ask until they are answered with yes,
 *     AFTER waits for {@code after}
 * @param after for AFTER; zero otherwise
 * @param timeout how long it is waited for before that counts as a failure; null for ever
 * @param check name of the check in the worker's configuration, for CHECK; empty otherwise
 */
public record Gate(Kind kind, Duration after, @Nullable Duration timeout, @Nullable String check) {

    /** A gate that waits for ever. */
    public Gate(Kind kind, Duration after) {
        this(kind, after, null, null);
    }

    /** Sorts of gates. */
    public enum Kind {
        APPROVAL,
        SQL,
        CHECK,
        AFTER
    }
}
