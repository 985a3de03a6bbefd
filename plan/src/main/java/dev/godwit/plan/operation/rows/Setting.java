package dev.godwit.plan.operation.rows;

import dev.godwit.plan.lint.ColumnRules;
import dev.godwit.plan.lint.ExpressionRule;
import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.operation.RowKey;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.schema.Column;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.spec.BackfillSpec;
import dev.godwit.plan.spec.SnapshotMode;
import dev.godwit.plan.sql.Expression;
import dev.godwit.plan.step.RowWork;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Step;
import dev.godwit.plan.step.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a backfill by expressions. No trigger: rows that are written meanwhile count. By key
 * where there is one, so that a row which moves while its block is filled is not passed by.
 */
record Setting(Table table, Map<String, String> set, @Nullable String where, Location at) {

    void compile(Draft draft) {
        List<Work.KeyColumn> key = RowKey.of(table);
        boolean keeps = draft.plan().snapshot() != SnapshotMode.NONE;
        boolean byKey = draft.plan().backfill().strategy() == BackfillSpec.Ranges.KEYS;
        if (key.isEmpty() && (keeps || byKey)) {
            draft.rejections()
                    .add(
                            "GW-234",
                            at,
                            table.name() + " has no key by which old values could be given back",
                            "values are kept by primary key, or a unique index over NOT NULL columns",
                            "add a key first, or say snapshot: none and leave backfill.strategy out");
            return;
        }
        List<Assignment> all = assignments(draft, key);
        if (all.size() == set.size()) {
            steps(draft, all, key, keeps);
        }
    }

    private List<Assignment> assignments(Draft draft, List<Work.KeyColumn> key) {
        Optional<Expression> condition =
                where == null
                        ? Optional.empty()
                        : ExpressionRule.reads("where", where, table, at, draft);
        condition
                .flatMap(read -> Assignment.condition(draft, table.name(), read, at))
                .ifPresent(draft::tryOut);
        List<Assignment> all = new ArrayList<>();
        set.forEach(
                (name, text) -> {
                    Optional<Column> column = ColumnRules.find(name, table, at, draft);
                    Optional<Expression> value =
                            ExpressionRule.reads("set", text, table, at, draft);
                    if (column.isPresent()
                            && value.isPresent()
                            && settable(column.get(), key, draft)
                            && repeatable(name, value.get(), draft)
                            && free(name, draft)
                            && (where == null || condition.isPresent())) {
                        Assignment one =
                                new Assignment(
                                        column.get(), value.get(), where == null ? "" : where);
                        Set<String> rows = condition.map(Expression::columns).orElse(Set.of());
                        one.trial(draft, table.name(), rows, at).ifPresent(draft::tryOut);
                        all.add(one);
                    }
                });
        return all;
    }

    private void steps(Draft draft, List<Assignment> all, List<Work.KeyColumn> key, boolean keeps) {
        BackfillSpec backfill = draft.plan().backfill();
        List<RowWork.Filled> filled = new ArrayList<>();
        List<Work> undo = new ArrayList<>();
        List<String> losses = new ArrayList<>();
        for (Assignment one : all) {
            String name = one.column().name();
            String saved = draft.reserved("old" + (filled.size() + 1));
            filled.add(one.filled(keeps ? saved : null));
            if (keeps) {
                undo.add(new RowWork.GiveBack(table.name(), name, key, saved));
            } else {
                losses.add(
                        "the values of %s.%s that were filled over: the plan says snapshot: none"
                                .formatted(table.name(), name));
            }
        }
        String names =
                all.stream()
                        .map(one -> table.name() + "." + one.column().name())
                        .collect(Collectors.joining(", "));
        draft.step(
                Stage.BACKFILL,
                Backfill.WORD,
                "fill " + names,
                new RowWork.FillAll(
                        table.name(),
                        filled,
                        key.isEmpty() ? Work.Strategy.BLOCKS : Work.Strategy.KEYS,
                        key,
                        backfill.laneCount(),
                        backfill.maxRowsPerSecond(),
                        backfill.passes()),
                undo,
                losses);
        draft.step(
                Stage.VERIFY,
                Backfill.WORD,
                "compare every row of " + names,
                new Work.Prove(
                        table.name(),
                        all.stream()
                                .map(one -> "(" + one.differs() + ")")
                                .collect(Collectors.joining(" or ")),
                        key,
                        null));
    }

    private boolean settable(Column column, List<Work.KeyColumn> key, Draft draft) {
        boolean inKey = key.stream().anyMatch(part -> part.name().equals(column.name()));
        if (inKey || column.generated() || column.identity()) {
            draft.rejections()
                    .add(
                            "GW-291",
                            at,
                            "%s.%s cannot be filled".formatted(table.name(), column.name()),
                            inKey ? "rows are known by it" : "PostgreSQL gives it its value",
                            "leave it out");
            return false;
        }
        return true;
    }

    /** A pass may be repeated, and then would change what it has changed before. */
    private boolean repeatable(String column, Expression value, Draft draft) {
        Set<String> read = value.columns();
        List<String> both = set.keySet().stream().filter(read::contains).sorted().toList();
        if (!both.isEmpty()) {
            draft.rejections()
                    .add(
                            "GW-292",
                            at,
                            "set of %s reads %s, which is set, too"
                                    .formatted(column, String.join(", ", both)),
                            "a row that is looked at twice would be changed twice",
                            "say it by sql, which is run once for each range");
            return false;
        }
        return true;
    }

    /** Two operations of a plan that disagree about a value could not both be proven. */
    private boolean free(String column, Draft draft) {
        boolean taken =
                draft.steps().stream()
                        .map(Step::work)
                        .anyMatch(
                                work ->
                                        switch (work) {
                                            case Work.Fill fill ->
                                                    fill.table().equals(table.name())
                                                            && fill.column().equals(column);
                                            case RowWork.FillAll fill ->
                                                    fill.table().equals(table.name())
                                                            && fill.names().contains(column);
                                            default -> false;
                                        });
        if (taken) {
            draft.rejections()
                    .add(
                            "GW-299",
                            at,
                            "%s.%s is filled by an operation before"
                                    .formatted(table.name(), column),
                            "the two may want another value of the same row",
                            "say both in one operation, with CASE");
        }
        return !taken;
    }
}
