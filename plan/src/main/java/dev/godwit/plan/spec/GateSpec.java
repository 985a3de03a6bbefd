package dev.godwit.plan.spec;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A gate as the plan says it.
 *
 * @param sql a query for one boolean, for SQL; null otherwise
 * @param after how long, for AFTER; zero otherwise
 * @param check its name in the worker's configuration, for CHECK; null otherwise
 * @param timeout how long it is waited for before that counts as a failure; null for ever
 */
public record GateSpec(
        Kind kind,
        @Nullable String sql,
        Duration after,
        @Nullable String check,
        @Nullable Duration timeout) {

    /** Sorts of gates. */
    public enum Kind {
        APPROVAL,
        SQL,
        CHECK,
        AFTER,
        NONE
    }

    /** A person approves. */
    public static final GateSpec APPROVAL =
            new GateSpec(Kind.APPROVAL, null, Duration.ZERO, null, null);

    /** No gate. */
    public static final GateSpec NONE = new GateSpec(Kind.NONE, null, Duration.ZERO, null, null);
}
