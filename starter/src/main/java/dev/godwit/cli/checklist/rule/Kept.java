package dev.godwit.cli.checklist.rule;

import dev.godwit.cli.checklist.Item;
import dev.godwit.cli.checklist.Known;
import dev.godwit.cli.checklist.Verdict;
import dev.godwit.cli.view.Words;
import dev.godwit.workflow.checklist.StepFacts;
import dev.godwit.workflow.checklist.StepFacts.Removed;
import java.util.ArrayList;
import java.util.List;

/**
 * No destructive change without a snapshot: what a step takes away is kept in schema godwit, or a
 * person has accepted by name that it is not. Godwit's own steps take away nothing that was there
 * before the run.
 */
final class Kept implements Rule {

    @Override
    public Item judge(Known known) {
        List<String> kept = new ArrayList<>();
        List<String> accepted = new ArrayList<>();
        List<String> gone = new ArrayList<>();
        List<String> lost = new ArrayList<>();
        for (StepFacts step : known.run().steps()) {
            for (Removed removed : step.removed()) {
                if (!removed.into().isEmpty()) {
                    (missing(step, removed) ? gone : kept).add(words(step, removed));
                } else if (known.run().ofProject()) {
                    accepted.add("%s (step %d)".formatted(removed.words(), step.number()));
                } else {
                    lost.add("%s (step %d)".formatted(removed.words(), step.number()));
                }
            }
        }
        String point = known.run().restorePoint();
        if (!lost.isEmpty()) {
            return point.isEmpty()
                    ? item(Verdict.FAILED, "nothing is kept of " + Some.of(lost), List.of())
                    : item(
                            Verdict.NOT_SHOWN,
                            "nothing is kept of %s but restore point \"%s\" in the write-ahead log; whether"
                                            .formatted(Some.of(lost), point)
                                    + " there is a base backup before it is not known here",
                            List.of());
        }
        if (!gone.isEmpty()) {
            return item(Verdict.NOT_SHOWN, Some.of(gone), List.of());
        }
        if (!accepted.isEmpty()) {
            String rest = kept.isEmpty() ? "" : "; kept: " + Some.of(kept);
            return item(
                    Verdict.ACCEPTED,
                    "not kept, accepted by name (irreversible): " + Some.of(accepted) + rest,
                    List.of());
        }
        return kept.isEmpty()
                ? item(
                        Verdict.NOT_NEEDED,
                        "%s, none takes away what was there before"
                                .formatted(
                                        Words.count(known.run().steps().size(), "step", "steps")),
                        List.of())
                : item(Verdict.SHOWN, Some.of(kept), List.of());
    }

    private static boolean missing(StepFacts step, Removed removed) {
        return step.state().equals("done") && removed.kept() < 0;
    }

    private static String words(StepFacts step, Removed removed) {
        String how =
                switch (step.state()) {
                    case "done" ->
                            missing(step, removed)
                                    ? "there is no %s: there was nothing to keep, or somebody has removed it"
                                            .formatted(removed.into())
                                    : "%s in %s".formatted(rows(removed.kept()), removed.into());
                    case "undone" -> "given back";
                    default -> "will be kept in the transaction that takes it away";
                };
        return "%s: %s".formatted(removed.words(), how);
    }

    private static String rows(long rows) {
        return rows < Removed.MANY
                ? Words.count(rows, "row", "rows")
                : Words.number(rows) + " rows or more";
    }

    private static Item item(Verdict verdict, String evidence, List<String> next) {
        return new Item(
                "kept", "no destructive change without a snapshot", verdict, evidence, next);
    }
}
