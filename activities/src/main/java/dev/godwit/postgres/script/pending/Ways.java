package dev.godwit.postgres.script.pending;

import dev.godwit.plan.problem.Problem;
import dev.godwit.postgres.script.row.Applied;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Applied migrations whose files are missing, beside those in the folder that are not applied. With
 * both, database and folder come from different branches.
 */
record Ways(String folder, List<Applied> missing, List<String> unapplied) {

    private static final String GONE = "GW-721";
    private static final String DIVERGED = "GW-789";

    /** Several of them are one problem when somebody has to choose between two ways. */
    List<Problem> problems() {
        if (missing.isEmpty() || unapplied.isEmpty()) {
            return missing.stream().map(this::gone).toList();
        }
        String names = missing.stream().map(Applied::name).collect(Collectors.joining(","));
        String others = String.join(",", unapplied);
        return List.of(
                new Problem(
                        DIVERGED,
                        "the database and the folder have gone different ways",
                        folder,
                        "the database has had %s, which the folder does not have; the folder has %s, which the database has not had"
                                .formatted(
                                        missing.stream()
                                                .map(Ways::said)
                                                .collect(Collectors.joining("; ")),
                                        String.join(", ", unapplied)),
                        """
                        what the database has had is on another branch: merge that; then start, with --out-of-order where the order does not matter
                        its files are gone for good, and what it did stays: start with --forgotten %1$s
                        the folder has the same under other names, squashed for example: start with --forgotten %1$s --applied %2$s, which runs nothing; where nothing else is recorded, --baseline %3$s instead of --applied"""
                                .formatted(names, others, unapplied.getLast())));
    }

    private Problem gone(Applied one) {
        return new Problem(
                GONE,
                "%s is applied, and the folder does not have it".formatted(one.name()),
                folder,
                "%s applied it on %s".formatted(one.by(), one.at()),
                "get the branch that has it; another folder needs a record of its own: history: NAME; only when its file is gone for good, and what it did stays: start with --forgotten %s, which ends the record of it"
                        .formatted(one.name()));
    }

    private static String said(Applied one) {
        return "%s (%s, %s)".formatted(one.name(), one.by(), one.at());
    }
}
