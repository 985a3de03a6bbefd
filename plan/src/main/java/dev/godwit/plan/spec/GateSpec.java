package dev.godwit.plan.spec;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A gate as the plan says it.
 *
 * @param sql a query for one boolean, for SQL; null otherwise
 * @param after how long, for AFTER; zero otherwise
 */
public record GateSpec(Kind kind, @Nullable String sql, Duration after) {

    /** Sorts of gates. */
    public enum Kind {
        APPROVAL,
        SQL,
        AFTER,
        NONE
    }

    /** A person approves. */
    public static final GateSpec APPROVAL = new GateSpec(Kind.APPROVAL, null, Duration.ZERO);

    /** No gate. */
    public static final GateSpec NONE = new GateSpec(Kind.NONE, null, Duration.ZERO);
}
