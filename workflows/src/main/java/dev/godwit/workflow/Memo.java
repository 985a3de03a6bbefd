package dev.godwit.workflow;

/**
 * What is kept beside an execution, for whoever asks later. Needs no search attributes, and is not
 * encrypted by a codec that does not encrypt inputs.
 */
public final class Memo {

    /** SHA-256 of a migration's plan, hex; a String. */
    public static final String PLAN_HASH = "planHash";

    /** What an upgrade, an audit or its rollback was started with. */
    public static final String UPGRADE = "upgrade";

    /** What a release or its rollback was started with. */
    public static final String RELEASE = "release";

    private Memo() {}
}
