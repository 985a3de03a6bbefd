package dev.godwit.postgres.session;

import dev.godwit.plan.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Work on a target that cannot go on by itself. What a repetition may cure is thrown as the
 * SQLException it came as instead, and is retried from outside.
 */
public final class EngineFailure extends RuntimeException {

    /** What a run does about it. */
    public enum Kind {
        PERMANENT,
        LOCKED,
        DISK_FULL,
        CHANGED,
        /** People paused the run; the step is tried again when they resume it. */
        PAUSED,
        BUG
    }

    private final Kind kind;
    private final Problem problem;

    /**
     * @param problem holds no row value and no secret
     * @param cause kept for the worker's own log only
     */
    public EngineFailure(Kind kind, Problem problem, @Nullable Throwable cause) {
        super(problem.code() + ": " + problem.what(), cause);
        this.kind = kind;
        this.problem = problem;
    }

    /** What a run does about it. */
    public Kind kind() {
        return kind;
    }

    /** The failure in four parts. */
    public Problem problem() {
        return problem;
    }
}
