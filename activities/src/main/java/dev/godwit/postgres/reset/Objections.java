package dev.godwit.postgres.reset;

import dev.godwit.plan.problem.Problem;
import dev.godwit.postgres.state.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Why a database is not emptied now. */
final class Objections {

    static final String NOT_OURS = "GW-774";
    private static final String OPEN = "GW-330";
    private static final int SHOWN = 10;

    private Objections() {}

    /** What a look at the catalog says. */
    static List<Problem> of(Survey survey) {
        List<Problem> problems = new ArrayList<>();
        survey.runs().stream().filter(Run::open).map(Objections::open).forEach(problems::add);
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

    private static Problem open(Run run) {
        return new Problem(
                OPEN,
                "run %s is open".formatted(run.name()),
                "schema godwit of the target",
                "%s began it at %s; it is in phase %s"
                        .formatted(
                                run.actor(),
                                run.startedAt(),
                                run.phase().toLowerCase(Locale.ROOT).replace('_', '-')),
                "godwit rollback %1$s, or let it end; when its workflow is gone: godwit recover %1$s"
                        .formatted(run.name()));
    }
}
