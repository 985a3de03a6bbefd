package dev.godwit.postgres.check;

import dev.godwit.plan.problem.Problem;
import java.util.List;

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

    static String words(List<Problem> problems) {
        return String.join("; ", problems.stream().map(Line::words).toList());
    }

    static String words(Problem problem) {
        return problem.because().isEmpty()
                ? "%s: %s".formatted(problem.code(), problem.what())
                : "%s: %s (%s)".formatted(problem.code(), problem.what(), problem.because());
    }
}
