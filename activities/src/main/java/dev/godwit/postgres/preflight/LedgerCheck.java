package dev.godwit.postgres.preflight;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.step.Step;
import dev.godwit.postgres.preflight.Answer.Verdict;
import dev.godwit.postgres.state.Run;
import dev.godwit.postgres.state.Runs;
import dev.godwit.postgres.state.Steps;
import dev.godwit.postgres.state.StoredStep;
import dev.godwit.workflow.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The target's own record decides whether a plan was run already; Temporal does not. */
final class LedgerCheck {

    private static final String OTHER_PLAN = "GW-263";
    private static final String OPEN = "GW-264";
    private static final String LEFT = "GW-265";

    private LedgerCheck() {}

    /** What the record says to somebody who only looks; nothing when the plan may be looked at. */
    static Optional<Foreseen> foresee(Connection connection, Request request) throws SQLException {
        Optional<Run> newest = Runs.newest(connection, request.plan());
        if (newest.isEmpty()) {
            return Optional.empty();
        }
        Run run = newest.get();
        return run.open() && run.hash().equals(request.hash())
                ? Optional.of(
                        Foreseen.underWay(run, steps(connection, run))
                                .noticing(List.of(underWay(request, run))))
                : decide(connection, request, run).map(Foreseen::of);
    }

    /** The answer that the record gives, or nothing when the plan may be looked at. */
    static Optional<Answer> decide(Connection connection, Request request) throws SQLException {
        Optional<Run> mine = Runs.ofWorkflow(connection, request.workflow());
        if (mine.isPresent()) {
            return Optional.of(Answer.ready(mine.get(), steps(connection, mine.get())));
        }
        Optional<Run> newest = Runs.newest(connection, request.plan());
        return newest.isEmpty() ? Optional.empty() : decide(connection, request, newest.get());
    }

    private static Problem underWay(Request request, Run run) {
        return new Problem(
                OPEN,
                "run %s of this plan is under way, in phase %s: these are its steps, as they are stored"
                        .formatted(run.name(), run.phase().toLowerCase(Locale.ROOT)),
                request.source(),
                "",
                "godwit watch " + run.name());
    }

    private static List<Step> steps(Connection connection, Run run) throws SQLException {
        return Steps.all(connection, run.id()).stream().map(StoredStep::step).toList();
    }

    private static Optional<Answer> decide(Connection connection, Request request, Run newest)
            throws SQLException {
        if (newest.open()) {
            return refused(
                    OPEN,
                    "a run of this plan is open in the target",
                    "run %s by %s is in phase %s, and this workflow did not begin it"
                            .formatted(
                                    newest.name(),
                                    newest.actor(),
                                    newest.phase().toLowerCase(Locale.ROOT)),
                    request,
                    "godwit status %1$s; if no workflow drives it: godwit recover %1$s"
                            .formatted(newest.name()));
        }
        if (newest.outcome().equals(Outcome.DONE.name())) {
            return Optional.of(
                    newest.hash().equals(request.hash())
                            ? Answer.no(Verdict.ALREADY_APPLIED, List.of())
                            : Answer.no(Verdict.REJECTED, List.of(otherPlan(request, newest))));
        }
        return Steps.toUndo(connection, newest.id()).isEmpty()
                ? Optional.empty()
                : refused(
                        LEFT,
                        "an earlier run of this plan has left something behind",
                        "run %s ended as %s, and not all of its steps were taken back"
                                .formatted(
                                        newest.name(), newest.outcome().toLowerCase(Locale.ROOT)),
                        request,
                        "godwit rollback " + newest.name());
    }

    private static Problem otherPlan(Request request, Run newest) {
        return new Problem(
                OTHER_PLAN,
                "another plan of the name %s was applied already".formatted(request.plan()),
                request.source(),
                "the text applied from %s has the hash %.12s, this one %.12s"
                        .formatted(newest.source(), newest.hash(), request.hash()),
                "give this plan a name of its own; an applied plan is not edited");
    }

    private static Optional<Answer> refused(
            String code, String what, String because, Request request, String next) {
        Problem problem = new Problem(code, what, request.source(), because, next);
        return Optional.of(Answer.no(Verdict.REFUSED, List.of(problem)));
    }
}
