package dev.godwit.workflow.check;

/**
 * One thing that was looked at.
 *
 * @param subject what: usually a migration
 * @param words what was found, for people; holds no value of any row
 */
public record CheckedLine(String subject, Verdict verdict, String words) {

    /** What came of it. */
    public enum Verdict {
        /** Looked at, and right. */
        PASSED,
        /** Looked at, and wrong. */
        FAILED,
        /** Could not be looked at; the words say why. */
        NOT_SHOWN
    }
}
