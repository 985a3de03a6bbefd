package dev.godwit.workflow.activity.gate;

import java.time.Duration;

/**
 * A durable wait.
 *
 * @param kind APPROVAL waits for a person, SQL polls the target, AFTER waits for {@code after}
 * @param after for AFTER; zero otherwise
 */
public record Gate(Kind kind, Duration after) {

    /** Sorts of gates. */
    public enum Kind {
        APPROVAL,
        SQL,
        AFTER
    }
}
