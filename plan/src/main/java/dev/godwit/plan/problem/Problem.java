package dev.godwit.plan.problem;

import static java.util.Objects.requireNonNull;

/**
 * One thing that is wrong, for a person to read. Holds no secret and no row value: problems travel
 * through Temporal and logs.
 *
 * @param code stable, for example {@code GW-104}; never reused for another meaning
 * @param what one sentence naming the thing that is wrong
 * @param where file and line, or phase and run; empty when the whole input is meant
 * @param because the reason in one sentence; empty when {@code what} already says it
 * @param next what to do about it: a command or an edit; never empty
 */
public record Problem(String code, String what, String where, String because, String next) {

    public Problem {
        requireNonNull(code, "code is null");
        requireNonNull(what, "what is null");
        requireNonNull(where, "where is null");
        requireNonNull(because, "because is null");
        requireNonNull(next, "next is null");
    }
}
