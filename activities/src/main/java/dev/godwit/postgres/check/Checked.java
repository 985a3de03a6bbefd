package dev.godwit.postgres.check;

import dev.godwit.plan.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * What a check has found.
 *
 * @param folder of the migrations, for people
 * @param kind the tool that they are for, as plans write it
 * @param problems why nothing could be tried: of the files, or of what is applied to the target
 * @param lines what was looked at
 */
public record Checked(String folder, String kind, List<Problem> problems, List<Line> lines) {

    public Checked {
        problems = List.copyOf(problems);
        lines = List.copyOf(lines);
    }

    /** The same with something that was looked at elsewhere. */
    public Checked with(Line line) {
        List<Line> all = new ArrayList<>(lines);
        all.add(line);
        return new Checked(folder, kind, problems, all);
    }
}
