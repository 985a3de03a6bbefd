package dev.godwit.cli.checklist.rule;

import dev.godwit.cli.checklist.Item;
import dev.godwit.cli.checklist.Known;
import dev.godwit.cli.checklist.Verdict;
import dev.godwit.cli.view.Words;
import dev.godwit.workflow.checklist.RunFacts;
import dev.godwit.workflow.checklist.RunFacts.Approval;
import java.util.List;

/**
 * Generated and reviewed: what was run is pinned by its hash, and somebody else than who started it
 * has opened a gate. What a release decides by itself is no review.
 */
final class Reviewed implements Rule {

    private static final String BACK = "before rolling-back";
    private static final String BY_RELEASE = "before backfill, by its release";

    @Override
    public Item judge(Known known) {
        RunFacts run = known.run();
        List<Approval> forth =
                run.approvals().stream()
                        .filter(one -> !one.note().startsWith(BACK))
                        .filter(one -> !one.note().startsWith(BY_RELEASE))
                        .toList();
        List<String> others =
                forth.stream()
                        .filter(one -> !person(one.actor()).equals(person(run.actor())))
                        .map(
                                one ->
                                        "%s approved %s, %s"
                                                .formatted(
                                                        one.actor(),
                                                        one.note(),
                                                        Words.moment(one.at())))
                        .toList();
        String begun =
                "%s; started by %s %s"
                        .formatted(generated(run), run.actor(), Words.moment(run.startedAt()));
        return others.isEmpty()
                ? item(Verdict.NOT_SHOWN, begun + "; " + why(run, forth), next(run, forth))
                : item(Verdict.SHOWN, begun + "; " + String.join("; ", others), List.of());
    }

    private static String generated(RunFacts run) {
        return run.ofProject()
                ? "%s pinned by checksum, plan %s"
                        .formatted(
                                Words.count(run.migrations().size(), "migration", "migrations"),
                                hash(run))
                : "%s compiled from %s, plan %s"
                        .formatted(
                                Words.count(run.steps().size(), "step", "steps"),
                                run.source(),
                                hash(run));
    }

    private static String hash(RunFacts run) {
        return run.hash().substring(0, Math.min(12, run.hash().length()));
    }

    private static String why(RunFacts run, List<Approval> forth) {
        if (!forth.isEmpty()) {
            return "approved by nobody else";
        }
        return run.ofProject()
                ? "no gate stands before it, so a review of the files is not recorded here"
                : "nobody has approved it";
    }

    private static List<String> next(RunFacts run, List<Approval> forth) {
        if (!forth.isEmpty()) {
            return List.of("protected: true in godwit.yaml asks for a second person");
        }
        return run.ofProject()
                ? List.of()
                : List.of(
                        "gates: { before_contract: approval } in the plan, and somebody else says:"
                                + " godwit approve "
                                + run.run());
    }

    /** Four eyes are those of people, not of machines. */
    private static String person(String actor) {
        int at = actor.indexOf('@');
        return at < 0 ? actor : actor.substring(0, at);
    }

    private static Item item(Verdict verdict, String evidence, List<String> next) {
        return new Item("reviewed", "generated and reviewed", verdict, evidence, next);
    }
}
