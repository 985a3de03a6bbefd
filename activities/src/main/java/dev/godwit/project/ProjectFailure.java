package dev.godwit.project;

import dev.godwit.plan.problem.Problem;

/** Something that no repetition cures: somebody has to do something about it first. */
public final class ProjectFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    public ProjectFailure(Problem problem) {
        super(problem.what());
        this.problem = problem;
    }

    /** What is wrong, and what to do about it. */
    public Problem problem() {
        return problem;
    }
}
