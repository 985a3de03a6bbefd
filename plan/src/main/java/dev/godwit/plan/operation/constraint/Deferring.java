package dev.godwit.plan.operation.constraint;

import org.jspecify.annotations.Nullable;

/** When a constraint is checked. */
public enum Deferring {
    /** After each statement. */
    NOT(""),
    /** After each statement, unless a transaction says otherwise. */
    DEFERRABLE(" deferrable"),
    /** At the end of a transaction. */
    DEFERRED(" deferrable initially deferred");

    private final String sql;

    Deferring(String sql) {
        this.sql = sql;
    }

    /** As the end of a constraint's definition; begins with a blank, or is empty. */
    public String sql() {
        return sql;
    }

    /** As a plan says it. */
    public static Deferring of(@Nullable Boolean deferrable, @Nullable Boolean initiallyDeferred) {
        if (Boolean.TRUE.equals(initiallyDeferred)) {
            return DEFERRED;
        }
        return Boolean.TRUE.equals(deferrable) ? DEFERRABLE : NOT;
    }

    /** As {@code pg_get_constraintdef} ends. */
    static Deferring of(String definition) {
        if (definition.contains(" DEFERRABLE INITIALLY DEFERRED")) {
            return DEFERRED;
        }
        return definition.contains(" DEFERRABLE") ? DEFERRABLE : NOT;
    }
}
