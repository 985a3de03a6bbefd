package dev.godwit.plan.operation.rows;

import dev.godwit.plan.lint.ExpressionRule;
import dev.godwit.plan.lint.NameRule;
import dev.godwit.plan.lint.TableRules;
import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.operation.Operation;
import dev.godwit.plan.reading.Doc;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.reading.Problems;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.sql.Names;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.sql.RangeBody;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fills columns that are there, in batches: by expressions, or by an UPDATE of the user's own. */
@Doc("Fills columns that are there, in batches: by expressions (set), or by an UPDATE (sql)")
public record Backfill(
        @Doc("The table, with its schema when that is not public") String table,
        @Doc("By column, its new value: an expression over the row's columns that are not set")
                Map<String, String> set,
        @Doc("With set, which rows: a condition over one row's columns; all by default")
                @Nullable String where,
        @Doc("An UPDATE of the table where KEY between :start and :end, run once for each range")
                @Nullable String sql,
        @Doc("With sql, the column that ranges are made of: NOT NULL, and first in an index")
                @Nullable String key,
        @Doc("With sql, the UPDATE that takes it back, of the same kind") @Nullable String down,
        Location at)
        implements Operation {

    static final String WORD = "backfill";

    @Override
    public List<QualifiedName> tables() {
        return List.of(Names.known(table));
    }

    @Override
    public List<QualifiedName> fills() {
        return List.of(Names.known(table));
    }

    @Override
    public void check(Problems problems) {
        NameRule.relation(table, at, problems);
        boolean byBody = sql != null;
        if (byBody != set.isEmpty()
                || byBody && (key == null || where != null)
                || !byBody && (key != null || down != null)) {
            problems.add(
                    "GW-290",
                    at,
                    "backfill is said neither by set nor by sql, or by a mixture",
                    "",
                    "write set, and where if not all rows are meant; or sql and key, and down if it can be taken back");
            return;
        }
        set.forEach(
                (column, value) -> {
                    NameRule.name(column, at, problems);
                    ExpressionRule.parse("set", value, at, problems);
                });
        if (where != null) {
            ExpressionRule.parse("where", where, at, problems);
        }
        body("sql", sql, problems);
        body("down", down, problems);
    }

    private void body(String name, @Nullable String text, Problems problems) {
        String flaw =
                text == null || key == null ? "" : RangeBody.of(text).flaw(Names.known(table), key);
        if (!flaw.isEmpty()) {
            problems.add(
                    "GW-293",
                    at,
                    name + " " + flaw,
                    "it is run once for each range of keys, with the range's checkpoint",
                    "write one UPDATE of %s with %s between :start and :end in its WHERE"
                            .formatted(table, key));
        }
    }

    @Override
    public void compile(Draft draft) {
        draft.table(Names.known(table), at).ifPresent(found -> compile(draft, found));
    }

    private void compile(Draft draft, Table found) {
        TableRules.changeable(found, at, draft);
        TableRules.firing(
                found,
                Table.Trigger::onUpdate,
                "the backfill",
                "every filled row is an UPDATE",
                at,
                draft);
        if (sql != null && key != null) {
            new Body(found, sql, key, down, at).compile(draft);
        } else {
            new Setting(found, set, where, at).compile(draft);
        }
    }
}
