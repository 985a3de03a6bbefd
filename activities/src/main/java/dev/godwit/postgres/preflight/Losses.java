package dev.godwit.postgres.preflight;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.step.Step;
import java.util.List;
import java.util.Set;

/** What a rollback would not bring back, said before anything is done. */
final class Losses {

    private static final String CODE = "GW-287";
    private static final int MOST = 5;

    /** What is written to something that the plan makes goes with it: nobody expects otherwise. */
    private static final Set<String> MAKES = Set.of("add_column", "create_table");

    private Losses() {}

    /** A notice, or none when everything would come back. */
    static List<Problem> of(String source, List<Step> steps) {
        List<String> all =
                steps.stream()
                        .filter(step -> !MAKES.contains(step.operation()))
                        .flatMap(step -> step.losses().stream())
                        .distinct()
                        .toList();
        if (all.isEmpty()) {
            return List.of();
        }
        String said = String.join("; ", all.subList(0, Math.min(MOST, all.size())));
        return List.of(
                new Problem(
                        CODE,
                        "a rollback does not bring back everything: %s%s"
                                .formatted(
                                        said,
                                        all.size() > MOST
                                                ? "; and %d more".formatted(all.size() - MOST)
                                                : ""),
                        source,
                        "",
                        ""));
    }
}
