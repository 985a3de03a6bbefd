package dev.godwit.postgres.check;

/**
 * One thing that was looked at.
 *
 * @param subject what
 * @param words what was found, for people; holds no value of any row
 */
public record Line(String subject, Verdict verdict, String words) {

    /** What came of it. */
    public enum Verdict {
        /** Looked at, and right. */
        PASSED,
        /** Looked at, and wrong. */
        FAILED,
        /** Could not be looked at; the words say why. */
        NOT_SHOWN
    }

    static Line passed(String subject, String words) {
        return new Line(subject, Verdict.PASSED, words);
    }

    static Line failed(String subject, String words) {
        return new Line(subject, Verdict.FAILED, words);
    }

    static Line notShown(String subject, String words) {
        return new Line(subject, Verdict.NOT_SHOWN, words);
    }
}
