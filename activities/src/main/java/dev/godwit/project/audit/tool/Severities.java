package dev.godwit.project.audit.tool;

import dev.godwit.project.audit.Severity;

/** What a CVSS score means in words, by the table of its specification. */
final class Severities {

    private static final double CRITICAL = 9;
    private static final double HIGH = 7;
    private static final double MODERATE = 4;

    private Severities() {}

    static Severity ofScore(String score) {
        try {
            double number = Double.parseDouble(score);
            return number >= CRITICAL
                    ? Severity.CRITICAL
                    : number >= HIGH
                            ? Severity.HIGH
                            : number >= MODERATE ? Severity.MODERATE : Severity.LOW;
        } catch (NumberFormatException none) {
            return Severity.UNKNOWN;
        }
    }
}
