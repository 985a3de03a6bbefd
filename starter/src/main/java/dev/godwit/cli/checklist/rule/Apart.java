package dev.godwit.cli.checklist.rule;

import dev.godwit.cli.checklist.Item;
import dev.godwit.cli.checklist.Known;
import dev.godwit.cli.checklist.Verdict;
import dev.godwit.cli.view.Words;
import dev.godwit.workflow.checklist.StepFacts;
import dev.godwit.workflow.checklist.StepFacts.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Schema and data apart: no step changes the schema and rows of tables that were there. Godwit's
 * own steps do one of both, by construction.
 */
final class Apart implements Rule {

    @Override
    public Item judge(Known known) {
        List<String> mixed = new ArrayList<>();
        List<String> unseen = new ArrayList<>();
        int schema = 0;
        int rows = 0;
        for (StepFacts step : known.run().steps()) {
            if (!step.schema().isEmpty() && !step.data().isEmpty()) {
                mixed.add("%s: %s, and %s".formatted(name(step), step.schema(), step.data()));
            } else if (!step.unseen().isEmpty()) {
                unseen.add("%s: %s".formatted(name(step), step.unseen()));
            } else if (step.kind() == Kind.FILL || !step.data().isEmpty()) {
                rows++;
            } else if (step.kind() == Kind.STATEMENT
                    || step.kind() == Kind.INDEX
                    || !step.schema().isEmpty()) {
                schema++;
            }
        }
        if (!mixed.isEmpty()) {
            return item(
                    Verdict.FAILED,
                    "both in one transaction: " + Some.of(mixed),
                    List.of("two files or operations, the schema first"));
        }
        if (!unseen.isEmpty()) {
            return item(
                    Verdict.NOT_SHOWN,
                    "what it changes cannot be seen from its text: " + Some.of(unseen),
                    List.of());
        }
        return item(
                Verdict.SHOWN,
                "%s of the schema, %s of rows, none of both"
                        .formatted(
                                Words.count(schema, "step", "steps"),
                                Words.count(rows, "step", "steps")),
                List.of());
    }

    private static String name(StepFacts step) {
        return "step %d (%s)".formatted(step.number(), step.summary());
    }

    private static Item item(Verdict verdict, String evidence, List<String> next) {
        return new Item("apart", "schema and data apart", verdict, evidence, next);
    }
}
