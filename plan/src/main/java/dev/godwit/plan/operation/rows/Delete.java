package dev.godwit.plan.operation.rows;

import dev.godwit.plan.lint.ExpressionRule;
import dev.godwit.plan.lint.NameRule;
import dev.godwit.plan.lint.TableRules;
import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.operation.Operation;
import dev.godwit.plan.operation.RowKey;
import dev.godwit.plan.reading.Doc;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.reading.Problems;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.spec.BackfillSpec;
import dev.godwit.plan.spec.SnapshotMode;
import dev.godwit.plan.sql.Expression;
import dev.godwit.plan.sql.Names;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.RowWork;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Work;
import java.util.List;
import java.util.Set;

/**
 * Deletes rows in batches, each row kept, whole, in the statement that deletes it. In contract:
 * what is gone may still have been used.
 */
@Doc("Deletes rows in batches; each is kept, whole, and a rollback puts it back")
public record Delete(
        @Doc("The table, with its schema when that is not public") String table,
        @Doc("Which rows go: a condition over one row's columns") String where,
        Location at)
        implements Operation {

    private static final String WORD = "delete";

    /** What a foreign key does to rows of its own when the row that they point to goes. */
    private static final Set<String> SPREADS = Set.of("CASCADE", "SET NULL", "SET DEFAULT");

    @Override
    public List<QualifiedName> tables() {
        return List.of(Names.known(table));
    }

    @Override
    public void check(Problems problems) {
        NameRule.relation(table, at, problems);
        ExpressionRule.parse("where", where, at, problems);
    }

    @Override
    public void compile(Draft draft) {
        draft.table(Names.known(table), at).ifPresent(found -> compile(draft, found));
    }

    private void compile(Draft draft, Table found) {
        TableRules.changeable(found, at, draft);
        references(draft, found);
        boolean keeps = draft.plan().snapshot() != SnapshotMode.NONE;
        TableRules.firing(
                found,
                trigger -> trigger.onDelete() || keeps && trigger.onInsert(),
                "deleting rows, or putting them back,",
                "every row is a DELETE, and a rollback INSERTs it again",
                at,
                draft);
        List<Work.KeyColumn> key = RowKey.of(found);
        boolean byKey = draft.plan().backfill().strategy() == BackfillSpec.Ranges.KEYS;
        if ((keeps || byKey) && key.isEmpty()) {
            draft.rejections()
                    .add(
                            "GW-234",
                            at,
                            found.name() + " has no key by which rows could be put back",
                            "rows are kept by primary key, or a unique index over NOT NULL columns",
                            "add a key first, or say snapshot: none and leave backfill.strategy out");
        }
        ExpressionRule.reads("where", where, found, at, draft)
                .ifPresent(condition -> steps(draft, found, condition, key, keeps));
    }

    private void steps(
            Draft draft,
            Table found,
            Expression condition,
            List<Work.KeyColumn> key,
            boolean keeps) {
        String saved = draft.reserved("rows");
        BackfillSpec backfill = draft.plan().backfill();
        Assignment.condition(draft, found.name(), condition, at).ifPresent(draft::tryOut);
        draft.takesAway();
        draft.step(
                Stage.CONTRACT,
                WORD,
                "delete rows of " + found.name(),
                new RowWork.DeleteRows(
                        found.name(),
                        where,
                        backfill.strategy() == BackfillSpec.Ranges.KEYS
                                ? Work.Strategy.KEYS
                                : Work.Strategy.BLOCKS,
                        key,
                        backfill.laneCount(),
                        backfill.maxRowsPerSecond(),
                        keeps ? saved : null),
                keeps ? List.of(new RowWork.PutRows(found.name(), key, saved)) : List.of(),
                keeps
                        ? List.of()
                        : List.of(
                                "the deleted rows of %s: the plan says snapshot: none"
                                        .formatted(found.name())));
        draft.step(
                Stage.CONTRACT,
                WORD,
                "look whether a row of " + found.name() + " is left that was to be deleted",
                new RowWork.ProveNone(found.name(), where, key));
    }

    /** Rows of other tables that would go or change with a row were never asked for. */
    private void references(Draft draft, Table found) {
        List<String> spreading =
                found.dependents().stream()
                        .filter(one -> SPREADS.contains(one.onDelete()))
                        .map(one -> one.words() + " (ON DELETE " + one.onDelete() + ")")
                        .toList();
        if (!spreading.isEmpty()) {
            draft.rejections()
                    .add(
                            "GW-295",
                            at,
                            "deleting from %s would change other rows, too: %s"
                                    .formatted(found.name(), String.join(", ", spreading)),
                            "those would not be kept, and could not be put back",
                            "delete or change them by operations before this one, and let the foreign key be NO ACTION");
        }
        List<String> refusing =
                found.dependents().stream()
                        .filter(one -> one.constraint() != null)
                        .filter(one -> !SPREADS.contains(one.onDelete()))
                        .map(Table.Dependent::words)
                        .toList();
        if (!refusing.isEmpty()) {
            draft.notice(
                    "GW-296",
                    at,
                    "rows that others point to cannot be deleted: " + String.join(", ", refusing),
                    "leave them out of where; the run stops at the first one otherwise");
        }
    }
}
