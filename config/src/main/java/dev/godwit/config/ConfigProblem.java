package dev.godwit.config;

import static java.util.Objects.requireNonNull;

/**
 * One thing that is wrong with the configuration, for a person to read. Holds no secret.
 *
 * @param code stable, for example {@code GW-403}; never reused for another meaning
 * @param what one sentence naming the thing that is wrong
 * @param where file and line, or the variable meant; empty when nothing smaller than the whole is
 *     meant
 * @param because the reason in one sentence; empty when {@code what} already says it
 * @param next what to do about it; never empty
 */
public record ConfigProblem(String code, String what, String where, String because, String next) {

    public ConfigProblem {
        requireNonNull(code, "code is null");
        requireNonNull(what, "what is null");
        requireNonNull(where, "where is null");
        requireNonNull(because, "because is null");
        requireNonNull(next, "next is null");
    }

    /** The problem in up to four lines: what, where, because, next. No line break at the end. */
    public String lines() {
        return "error %s: %s".formatted(code, what)
                + line("where", where)
                + line("because", because)
                + line("next", next);
    }

    private static String line(String label, String text) {
        return text.isEmpty() ? "" : "%n  %-8s %s".formatted(label, text);
    }
}
