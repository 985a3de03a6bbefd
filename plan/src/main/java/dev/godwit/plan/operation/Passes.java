package dev.godwit.plan.operation;

import dev.godwit.plan.sql.Expression;
import dev.godwit.plan.sql.Expression.NotAnExpressionException;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.RowWork;
import dev.godwit.plan.step.RowWork.FillAll;
import dev.godwit.plan.step.RowWork.Filled;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Step;
import dev.godwit.plan.step.Work;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes one pass of what several operations fill in the rows of one table, and one comparison of
 * what they prove of them. Fills stay apart where one reads a column that the other fills: in one
 * statement both would see the row as it was.
 */
public final class Passes {

    private final List<Step> steps = new ArrayList<>();

    /** The place of the pass that may still take up fills of a table. */
    private final Map<QualifiedName, Integer> open = new HashMap<>();

    private final Map<QualifiedName, Integer> proofs = new HashMap<>();

    private Passes() {}

    /** The same work in fewer steps, numbered from 1. */
    public static List<Step> shared(List<Step> steps) {
        Passes passes = new Passes();
        steps.forEach(passes::add);
        List<Step> numbered = new ArrayList<>();
        for (Step step : passes.steps) {
            numbered.add(step.at(numbered.size() + 1));
        }
        return numbered;
    }

    private void add(Step step) {
        FillAll fill = fill(step);
        if (fill != null) {
            Integer place = open.get(fill.table());
            FillAll before = place == null ? null : fill(steps.get(place));
            if (place != null && before != null && together(before, fill)) {
                steps.set(place, merged(steps.get(place), step, both(before, fill), "fill "));
                return;
            }
            open.put(fill.table(), steps.size());
        } else if (step.work() instanceof RowWork.RunBody body) {
            open.remove(body.table()); // what it reads and changes is not known: nothing passes it
        } else if (step.stage() == Stage.VERIFY
                && step.work() instanceof Work.Prove prove
                && prove.sweep() == null
                && (prove.trigger() != null || fillsWithoutTrigger(step))) {
            Integer place = proofs.get(prove.table());
            if (place != null && steps.get(place).work() instanceof Work.Prove before) {
                steps.set(
                        place,
                        merged(
                                steps.get(place),
                                step,
                                both(before, prove),
                                "compare every row of "));
                return;
            }
            proofs.put(prove.table(), steps.size());
        }
        steps.add(step);
    }

    private static @Nullable FillAll fill(Step step) {
        return switch (step.work()) {
            case Work.Fill fill -> FillAll.of(fill);
            case FillAll fill -> fill;
            default -> null;
        };
    }

    private static boolean fillsWithoutTrigger(Step step) {
        return step.operation().equals("backfill");
    }

    private static boolean together(FillAll one, FillAll other) {
        return one.key().equals(other.key())
                && one.lanes() == other.lanes()
                && !reads(one, other)
                && !reads(other, one);
    }

    /** Whether one reads a column that the other fills, or fills it, too. */
    private static boolean reads(FillAll one, FillAll other) {
        Set<String> read = new HashSet<>();
        try {
            for (Filled column : one.columns()) {
                read.addAll(Expression.parse(column.expression()).columns());
                read.addAll(Expression.parse(column.predicate()).columns());
                read.add(column.column());
            }
        } catch (NotAnExpressionException unreadable) {
            return true; // as good as not knowing
        }
        return other.names().stream().anyMatch(read::contains);
    }

    private static FillAll both(FillAll one, FillAll other) {
        return new FillAll(
                one.table(),
                Stream.concat(one.columns().stream(), other.columns().stream()).toList(),
                one.strategy() == Work.Strategy.KEYS ? one.strategy() : other.strategy(),
                one.key(),
                one.lanes(),
                one.maxRowsPerSecond(),
                one.passes());
    }

    private static Work.Prove both(Work.Prove one, Work.Prove other) {
        List<Work.SyncTrigger> triggers =
                Stream.concat(one.triggers().stream(), other.triggers().stream()).toList();
        return new Work.Prove(
                one.table(),
                "(%s\n) is true or (%s\n) is true".formatted(one.mismatch(), other.mismatch()),
                one.key(),
                triggers.isEmpty() ? null : triggers.getFirst(),
                triggers.size() < 2 ? List.of() : triggers.subList(1, triggers.size()),
                Math.max(one.lanes(), other.lanes()),
                null);
    }

    private static Step merged(Step one, Step other, Work work, String does) {
        Set<String> words = new LinkedHashSet<>(List.of(one.operation().split(", ")));
        words.add(other.operation());
        return new Step(
                one.number(),
                one.stage(),
                String.join(", ", words),
                does
                        + Stream.of(one, other)
                                .map(step -> step.summary().substring(does.length()))
                                .collect(Collectors.joining(", ")),
                work,
                Stream.concat(other.undo().stream(), one.undo().stream()).toList(),
                Stream.concat(one.losses().stream(), other.losses().stream()).toList());
    }
}
