package dev.godwit.postgres.reset;

import dev.godwit.plan.problem.Problem;
import dev.godwit.postgres.state.OpenRun;
import dev.godwit.postgres.state.Run;
import java.util.ArrayList;
import java.util.List;

/** Why a database is not emptied now. */
final class Objections {

    static final String NOT_OURS = "GW-774";
    private static final int SHOWN = 10;

    private Objections() {}

    /** What a look at the catalog says. */
    static List<Problem> of(Survey survey) {
        List<Problem> problems = new ArrayList<>();
        survey.runs().stream().filter(Run::open).map(OpenRun::problem).forEach(problems::add);
        List<String> foreign = survey.foreign().stream().map(Thing::words).toList();
        if (!foreign.isEmpty()) {
            problems.add(
                    new Problem(
                            NOT_OURS,
                            "some of it belongs to other roles",
                            "the target",
                            list(foreign),
                            "drop or move it, or grant its owner's role to the target's role"));
        }
        if (!survey.firing().isEmpty()) {
            problems.add(
                    new Problem(
                            NOT_OURS,
                            "the functions of event triggers would go",
                            "the target",
                            list(survey.firing()),
                            "drop these event triggers first"));
        }
        return problems;
    }

    /** What CASCADE would have taken as well. */
    static Problem taken(List<String> names) {
        return new Problem(
                NOT_OURS,
                "something that has to stay depends on what goes",
                "the target",
                list(names),
                "drop it, or make it independent");
    }

    private static String list(List<String> names) {
        int more = names.size() - SHOWN;
        return String.join("; ", names.subList(0, Math.min(SHOWN, names.size())))
                + (more > 0 ? "; and %d more".formatted(more) : "");
    }
}
