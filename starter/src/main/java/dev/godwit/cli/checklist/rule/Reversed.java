package dev.godwit.cli.checklist.rule;

import dev.godwit.cli.checklist.Item;
import dev.godwit.cli.checklist.Known;
import dev.godwit.cli.checklist.Verdict;
import dev.godwit.cli.view.Words;
import dev.godwit.workflow.Outcome;
import dev.godwit.workflow.checklist.RunFacts.Migration;
import dev.godwit.workflow.checklist.StepFacts;
import dev.godwit.workflow.checklist.Trial;
import dev.godwit.workflow.checklist.Trial.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reverse tested: the same was done to its end somewhere, and taken back whole. A way back that was
 * found by trying it in a database without rows counts, and is called that.
 */
final class Reversed implements Rule {

    @Override
    public Item judge(Known known) {
        return known.run().ofProject() ? migrations(known) : plan(known);
    }

    private static Item plan(Known known) {
        List<String> oneWay =
                known.run().steps().stream()
                        .filter(step -> step.kind() == StepFacts.Kind.SCRIPT)
                        .flatMap(step -> step.losses().stream())
                        .toList();
        Optional<Trial> whole =
                known.trials().stream()
                        .filter(trial -> ended(trial, Outcome.ROLLED_BACK))
                        .filter(trial -> part(trial).complete() && part(trial).takenBack())
                        .findFirst();
        if (!oneWay.isEmpty()) {
            return item(
                    Verdict.NOT_SHOWN,
                    "a rollback does not bring back " + String.join("; ", oneWay),
                    List.of("write a down for it in the plan"));
        }
        if (whole.isPresent()) {
            Part part = part(whole.get());
            return item(
                    Verdict.SHOWN,
                    "%s: %d of %d steps done, then taken back %s"
                            .formatted(
                                    known.name(whole.get()),
                                    part.done(),
                                    part.of(),
                                    Words.moment(whole.get().endedAt())),
                    List.of());
        }
        return stuck(known)
                .orElseGet(
                        () -> item(Verdict.NOT_SHOWN, why(known) + known.unasked(), next(known)));
    }

    private static String why(Known known) {
        return known.trials().stream()
                .filter(trial -> ended(trial, Outcome.ROLLED_BACK))
                .findFirst()
                .map(
                        trial ->
                                "%s was taken back after %d of %d steps"
                                        .formatted(
                                                known.name(trial),
                                                part(trial).done(),
                                                part(trial).of()))
                .orElse("no run of this plan has been taken back");
    }

    /** Somewhere it could not be taken back whole, and nowhere was it. */
    private static Optional<Item> stuck(Known known) {
        return known.trials().stream()
                .filter(trial -> ended(trial, Outcome.ROLLBACK_INCOMPLETE))
                .findFirst()
                .map(
                        trial ->
                                item(
                                        Verdict.FAILED,
                                        "%s could not be taken back whole, %s"
                                                .formatted(
                                                        known.name(trial),
                                                        Words.moment(trial.endedAt())),
                                        List.of("godwit history " + trial.run())));
    }

    private static Item migrations(Known known) {
        List<String> shown = new ArrayList<>();
        List<String> accepted = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (Migration migration : known.run().migrations()) {
            Optional<String> where = takenBack(known, migration);
            if (where.isPresent()) {
                shown.add(where.get());
            } else if (migration.tried()) {
                shown.add(migration.name() + " found by trying it in a database without rows");
            } else if (migration.back().isEmpty()) {
                accepted.add(migration.name());
            } else {
                missing.add(migration.name());
            }
        }
        if (!missing.isEmpty()) {
            return stuck(known)
                    .orElseGet(
                            () ->
                                    item(
                                            Verdict.NOT_SHOWN,
                                            "the way back of %s has not been run anywhere%s%s"
                                                    .formatted(
                                                            Some.of(missing),
                                                            other(known, missing),
                                                            known.unasked()),
                                            next(known)));
        }
        if (!accepted.isEmpty()) {
            String rest = shown.isEmpty() ? "" : "; " + Some.of(shown);
            return item(
                    Verdict.ACCEPTED,
                    "no way back, accepted by name: " + Some.of(accepted) + rest,
                    List.of());
        }
        return shown.isEmpty()
                ? item(Verdict.NOT_NEEDED, "nothing is applied", List.of())
                : item(Verdict.SHOWN, Some.of(shown), List.of());
    }

    private static Optional<String> takenBack(Known known, Migration migration) {
        for (Trial trial : known.trials()) {
            for (Part part : trial.parts()) {
                if (part.name().equals(migration.name())
                        && part.complete()
                        && part.takenBack()
                        && part.sameBack()) {
                    return Optional.of(
                            "%s taken back by %s %s"
                                    .formatted(
                                            part.name(),
                                            known.name(trial),
                                            Words.moment(trial.endedAt())));
                }
            }
        }
        return Optional.empty();
    }

    private static String other(Known known, List<String> missing) {
        boolean another =
                known.trials().stream()
                        .flatMap(trial -> trial.parts().stream())
                        .anyMatch(
                                part ->
                                        missing.contains(part.name())
                                                && part.takenBack()
                                                && !part.sameBack());
        return another ? " as it is here: another way back has" : "";
    }

    private static List<String> next(Known known) {
        return Practice.commands(known, true);
    }

    private static Part part(Trial trial) {
        return trial.parts().getFirst();
    }

    private static boolean ended(Trial trial, Outcome outcome) {
        return trial.outcome().equals(outcome.name());
    }

    private static Item item(Verdict verdict, String evidence, List<String> next) {
        return new Item("reversed", "reverse tested", verdict, evidence, next);
    }
}
