package dev.godwit.plan.drift;

import java.util.Locale;

/** What a catalog is compared by, in an order in which new objects can mostly be made. */
public enum Kind {
    EXTENSION,
    SCHEMA,
    TYPE,
    SEQUENCE,
    FUNCTION,
    TABLE,
    COLUMN,
    VIEW,
    MATERIALIZED_VIEW,
    INDEX,
    CONSTRAINT,
    STATISTICS,
    TRIGGER,
    RULE,
    POLICY,
    PRIVILEGES,
    COMMENT;

    /** As PostgreSQL's own messages call it, in lower case. */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
