package dev.godwit.plan.step;

/** PostgreSQL's table lock modes, weakest first (documentation, chapter 13.3.1). */
public enum LockMode {
    ACCESS_SHARE,
    ROW_SHARE,
    ROW_EXCLUSIVE,
    SHARE_UPDATE_EXCLUSIVE,
    SHARE,
    SHARE_ROW_EXCLUSIVE,
    EXCLUSIVE,
    ACCESS_EXCLUSIVE;

    /** As {@code LOCK TABLE ... IN ... MODE} writes it. */
    public String sql() {
        return name().replace('_', ' ');
    }

    /** Whether an application's INSERT, UPDATE or DELETE waits behind it. */
    public boolean blocksWriters() {
        return compareTo(SHARE) >= 0;
    }
}
