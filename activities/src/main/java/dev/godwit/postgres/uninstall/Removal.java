package dev.godwit.postgres.uninstall;

import dev.godwit.plan.problem.Problem;
import java.util.List;

/**
 * What became of Godwit in a target.
 *
 * @param removed whether nothing of it is left; when only asked: whether nothing keeps it there
 * @param objects what went or would go, and what is lost with it; one line each
 * @param problems why it stays; empty otherwise
 */
public record Removal(boolean removed, List<String> objects, List<Problem> problems) {

    public Removal {
        objects = List.copyOf(objects);
        problems = List.copyOf(problems);
    }
}
