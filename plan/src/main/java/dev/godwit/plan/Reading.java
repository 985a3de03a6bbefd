package dev.godwit.plan;

import dev.godwit.plan.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of reading a plan. @param plan null if and only if there are problems */
public record Reading(@Nullable Plan plan, List<Problem> problems) {

    public Reading {
        problems = List.copyOf(problems);
    }
}
