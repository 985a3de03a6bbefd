package dev.godwit.postgres.author;

import dev.godwit.plan.problem.Problem;
import java.util.List;

/**
 * What was written.
 *
 * @param folder of the migrations, for people
 * @param kind the tool that they are for, as plans write it
 * @param problems why nothing was written
 * @param said what there is to know about it
 * @param files paths
 */
public record Authored(
        String folder, String kind, List<Problem> problems, List<String> said, List<String> files) {

    public Authored {
        problems = List.copyOf(problems);
        said = List.copyOf(said);
        files = List.copyOf(files);
    }
}
