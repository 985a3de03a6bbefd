package dev.godwit.plan.operation.column;

import dev.godwit.plan.lint.ColumnRules;
import dev.godwit.plan.lint.ExpressionRule;
import dev.godwit.plan.lint.NameRule;
import dev.godwit.plan.lint.TableRules;
import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.operation.Operation;
import dev.godwit.plan.reading.Doc;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.reading.Problems;
import dev.godwit.plan.schema.Column;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.sql.Expression;
import dev.godwit.plan.sql.Names;
import dev.godwit.plan.sql.QualifiedName;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes a column away once its values are kept, and compared with what was kept. */
@Doc("Takes a column away; its values are kept by key, and a rollback gives them back")
public record DropColumn(
        @Doc("The table, with its schema when that is not public") String table,
        @Doc("The column") String column,
        @Doc("Its value for rows that new code writes without it: an expression over the row")
                @Nullable String down,
        Location at)
        implements Operation {

    static final String WORD = "drop_column";

    @Override
    public List<QualifiedName> tables() {
        return List.of(Names.known(table));
    }

    @Override
    public void check(Problems problems) {
        NameRule.relation(table, at, problems);
        NameRule.name(column, at, problems);
        if (down != null) {
            ExpressionRule.parse("down", down, at, problems);
        }
    }

    @Override
    public void compile(Draft draft) {
        draft.table(Names.known(table), at).ifPresent(found -> compile(draft, found));
    }

    private void compile(Draft draft, Table found) {
        TableRules.changeable(found, at, draft);
        Optional<Column> target = ColumnRules.find(column, found, at, draft);
        if (target.isEmpty() || !goes(draft, found, target.get())) {
            return;
        }
        Expression otherwise = null;
        if (down != null) {
            Optional<Expression> parsed =
                    ExpressionRule.over("down", down, found.withoutColumn(column), at, draft);
            if (parsed.isEmpty()) {
                return;
            }
            otherwise = parsed.get();
        }
        draft.takesAway();
        new ColumnRemoval(draft, found, target.get(), otherwise, at).compile();
        draft.changed(found.withoutColumn(column));
    }

    private boolean goes(Draft draft, Table found, Column target) {
        String name = found.name() + "." + column;
        boolean goes = true;
        if (target.generated() || target.identity() || target.more().owns()) {
            draft.rejections()
                    .add(
                            "GW-226",
                            at,
                            name + " is generated, an identity, or owns a sequence",
                            "it could not be put back as it was",
                            "use an \"sql\" operation with a down of your own");
            goes = false;
        }
        List<String> standing = ColumnRules.standing(target, found);
        if (!standing.isEmpty()) {
            draft.rejections()
                    .add(
                            "GW-224",
                            at,
                            "other things stand on %s: %s"
                                    .formatted(name, String.join(", ", standing)),
                            "they would go with it, or keep it from going",
                            "take them away by operations before this one");
            goes = false;
        }
        if (target.notNull() && target.defaultExpression().isEmpty() && down == null) {
            draft.rejections()
                    .add(
                            "GW-233",
                            at,
                            name + " is NOT NULL without a default, and down is not said",
                            "new code leaves it out before it is dropped, and running code still reads it",
                            "say down: the value for rows of new code");
            goes = false;
        }
        goes &= ColumnRules.keepable(target, found, at, draft);
        return goes;
    }
}
