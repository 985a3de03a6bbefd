package dev.godwit.project.audit;

import java.util.Locale;

/** How bad an advisory says it is, from the mildest. */
public enum Severity {
    /** The advisory does not say. */
    UNKNOWN,
    LOW,
    MODERATE,
    HIGH,
    CRITICAL;

    /** The word that auditors use; {@code medium} is moderate, {@code info} is low. */
    public static Severity of(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "info", "low", "none" -> LOW;
            case "medium", "moderate" -> MODERATE;
            case "high" -> HIGH;
            case "critical" -> CRITICAL;
            default -> UNKNOWN;
        };
    }

    /** What a CVSS score means, by the table of its specification. */
    public static Severity ofScore(String score) {
        try {
            double number = Double.parseDouble(score);
            return number >= 9 ? CRITICAL : number >= 7 ? HIGH : number >= 4 ? MODERATE : LOW;
        } catch (NumberFormatException none) {
            return UNKNOWN;
        }
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
