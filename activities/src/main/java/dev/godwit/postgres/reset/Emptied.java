package dev.godwit.postgres.reset;

import dev.godwit.plan.problem.Problem;
import java.util.List;

/**
 * What became of a database.
 *
 * @param emptied whether it is empty now; when only looked at: whether nothing is in the way
 * @param objects what went or would go, one line for each schema
 * @param left what is not touched, one line each
 * @param problems why it is as it was; empty otherwise
 */
public record Emptied(
        boolean emptied, List<String> objects, List<String> left, List<Problem> problems) {

    public Emptied {
        objects = List.copyOf(objects);
        left = List.copyOf(left);
        problems = List.copyOf(problems);
    }

    /** One that was not even looked at. */
    public static Emptied not(List<Problem> problems) {
        return new Emptied(false, List.of(), List.of(), problems);
    }

    static Emptied of(Survey survey, List<Problem> problems) {
        return new Emptied(problems.isEmpty(), survey.lines(), survey.left(), problems);
    }
}
