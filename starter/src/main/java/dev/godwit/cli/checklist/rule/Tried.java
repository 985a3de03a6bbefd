package dev.godwit.cli.checklist.rule;

import dev.godwit.cli.checklist.Item;
import dev.godwit.cli.checklist.Known;
import dev.godwit.cli.checklist.Verdict;
import dev.godwit.cli.view.Words;
import dev.godwit.workflow.checklist.RunFacts.Migration;
import dev.godwit.workflow.checklist.Trial;
import dev.godwit.workflow.checklist.Trial.Part;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Run against a test database: the same was done to its end on a target whose environment is said,
 * is not production, and which is not protected.
 */
final class Tried implements Rule {

    @Override
    public Item judge(Known known) {
        List<String> names =
                known.run().ofProject()
                        ? known.run().migrations().stream().map(Migration::name).toList()
                        : List.of("");
        Predicate<Trial> forTests = trial -> known.place(trial.target()).forTests();
        Set<String> where = new LinkedHashSet<>();
        List<String> missing = new ArrayList<>();
        for (String name : names) {
            Optional<Trial> trial = complete(known, name, forTests);
            trial.ifPresentOrElse(
                    found -> where.add(words(known, found)),
                    () -> missing.add(name.isEmpty() ? known.plan() : name));
        }
        if (names.isEmpty()) {
            return item(Verdict.NOT_NEEDED, "nothing is applied", List.of());
        }
        if (missing.isEmpty()) {
            return item(Verdict.SHOWN, Some.of(List.copyOf(where)), List.of());
        }
        Optional<Trial> elsewhere =
                complete(
                        known,
                        names.getFirst(),
                        trial -> !forTests.test(trial) && !trial.target().equals(known.target()));
        return item(
                Verdict.NOT_SHOWN,
                "%s has not been done to its end on a database for tests%s%s"
                        .formatted(
                                Some.of(missing),
                                elsewhere
                                        .map(
                                                trial ->
                                                        ", only on "
                                                                + known.place(trial.target())
                                                                        .words())
                                        .orElse(""),
                                known.unasked()),
                next(known, elsewhere));
    }

    private static List<String> next(Known known, Optional<Trial> elsewhere) {
        return elsewhere.isPresent()
                        && known.place(elsewhere.get().target()).environment().isEmpty()
                ? List.of(
                        "say in godwit.yaml what %s is: environment: staging"
                                .formatted(elsewhere.get().target()))
                : Practice.commands(known, false);
    }

    private static Optional<Trial> complete(Known known, String name, Predicate<Trial> where) {
        return known.trials().stream()
                .filter(where)
                .filter(
                        trial ->
                                trial.parts().stream()
                                        .filter(part -> part.name().equals(name))
                                        .anyMatch(Part::complete))
                .findFirst();
    }

    private static String words(Known known, Trial trial) {
        String end = trial.endedAt().isEmpty() ? trial.startedAt() : trial.endedAt();
        return "%s on %s by %s, %s"
                .formatted(
                        known.name(trial),
                        known.place(trial.target()).words(),
                        trial.actor(),
                        Words.moment(end));
    }

    private static Item item(Verdict verdict, String evidence, List<String> next) {
        return new Item("tried", "run against a test database", verdict, evidence, next);
    }
}
