package dev.godwit.plan.operation.column;

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
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes an existing column NOT NULL and fills the rows that are NULL. */
@Doc(
        value = "Makes an existing column NOT NULL and fills the rows that are NULL",
        notBuilt = {"name", "type", "default", "check", "unique", "references", "comment", "down"})
public record AlterColumn(
        @Doc("The table, with its schema when that is not public") String table,
        @Doc("The column") String column,
        @Doc("false: the only change that is built") @Nullable Boolean nullable,
        @Doc("The value for rows that are NULL: an SQL expression over the row's columns")
                String up,
        Location at)
        implements Operation {

    private static final String WORD = "alter_column";

    @Override
    public List<QualifiedName> tables() {
        return List.of(Names.known(table));
    }

    @Override
    public Optional<QualifiedName> fills() {
        return Optional.of(Names.known(table));
    }

    @Override
    public void check(Problems problems) {
        NameRule.relation(table, at, problems);
        ExpressionRule.parse("up", up, at, problems);
        if (!Boolean.FALSE.equals(nullable)) {
            problems.add(
                    "GW-105",
                    at,
                    "alter_column without nullable: false is known, but not built yet",
                    "",
                    "say nullable: false, or use an \"sql\" operation");
        }
    }

    @Override
    public void compile(Draft draft) {
        draft.table(Names.known(table), at).ifPresent(found -> compile(draft, found));
    }

    private void compile(Draft draft, Table found) {
        TableRules.changeable(found, at, draft);
        TableRules.userTriggers(found, at, draft);
        Optional<Table.Column> target = found.column(column);
        if (target.isEmpty()) {
            List<String> known = found.columns().stream().map(Table.Column::name).toList();
            draft.rejections()
                    .add(
                            "GW-202",
                            at,
                            found.name() + " has no column " + column,
                            "",
                            Problems.suggestion(column, known));
            return;
        }
        if (target.get().notNull() || target.get().generated()) {
            draft.rejections()
                    .add(
                            "GW-205",
                            at,
                            found.name()
                                    + "."
                                    + column
                                    + (target.get().generated()
                                            ? " is a generated column"
                                            : " is already NOT NULL"),
                            "",
                            "remove this operation");
            return;
        }
        ExpressionRule.over(up, found, at, draft)
                .ifPresent(
                        value -> {
                            Filling filling =
                                    new Filling(
                                            WORD,
                                            found,
                                            column,
                                            target.get().type(),
                                            value,
                                            SyncFunction.Mode.NULLS_ONLY,
                                            true,
                                            draft.reserved("saved"));
                            filling.compile(draft, at);
                            filling.contract(draft, List.of());
                            if (target.get().defaultExpression().isEmpty()) {
                                draft.takesAway();
                            }
                        });
    }
}
