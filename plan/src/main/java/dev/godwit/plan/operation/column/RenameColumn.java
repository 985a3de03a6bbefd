package dev.godwit.plan.operation.column;

import dev.godwit.plan.lint.ColumnRules;
import dev.godwit.plan.lint.ExpressionRule;
import dev.godwit.plan.lint.NameRule;
import dev.godwit.plan.lint.TableRules;
import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.operation.Operation;
import dev.godwit.plan.operation.TriggerTime;
import dev.godwit.plan.operation.shape.Reshaping;
import dev.godwit.plan.operation.shape.ShapeRules;
import dev.godwit.plan.operation.shape.Wanted;
import dev.godwit.plan.reading.Doc;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.reading.Problems;
import dev.godwit.plan.schema.Column;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.sql.Expression;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.Names;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Work;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives a column another name; until contract both names are there, and either may be written. */
@Doc("Renames a column; until contract both names are there, and either may be written")
public record RenameColumn(
        @Doc("The table, with its schema when that is not public") String table,
        @Doc("The column") String from,
        @Doc("Its new name") String to,
        @Doc("two_columns (default), or in_place: at once, for code that does not read it by name")
                @Nullable Rename rename,
        Location at)
        implements Operation {

    private static final String WORD = "rename_column";

    /** How a column is renamed. */
    @Doc("How a column is renamed")
    public enum Rename {
        TWO_COLUMNS,
        IN_PLACE
    }

    @Override
    public List<QualifiedName> tables() {
        return List.of(Names.known(table));
    }

    @Override
    public List<QualifiedName> fills() {
        return rename == Rename.IN_PLACE ? List.of() : List.of(Names.known(table));
    }

    @Override
    public void check(Problems problems) {
        NameRule.relation(table, at, problems);
        NameRule.name(from, at, problems);
        NameRule.name(to, at, problems);
    }

    @Override
    public void compile(Draft draft) {
        draft.table(Names.known(table), at).ifPresent(found -> compile(draft, found));
    }

    private void compile(Draft draft, Table found) {
        TableRules.changeable(found, at, draft);
        Optional<Column> target = ColumnRules.find(from, found, at, draft);
        if (target.isEmpty()) {
            return;
        }
        if (rename == Rename.IN_PLACE) {
            inPlace(draft, found, target.get());
        } else if (ShapeRules.possible(draft, found, target.get(), to, at)) {
            Column column = target.get();
            Optional<Expression> same =
                    ExpressionRule.over("up", Identifier.quote(from), found, at, draft);
            same.ifPresent(
                    value -> {
                        Reshaping shapes =
                                new Reshaping(
                                        draft, WORD, found, column, wanted(column, value), at);
                        shapes.open(TriggerTime.first("the new name may be written to at once"));
                        shapes.close();
                    });
        }
    }

    private Wanted wanted(Column column, Expression same) {
        return new Wanted(
                to,
                column.type(),
                column.notNull(),
                column.defaultExpression().isEmpty() ? null : column.defaultExpression(),
                column.comment(),
                same,
                same,
                false);
    }

    private void inPlace(Draft draft, Table found, Column column) {
        if (!ColumnRules.free(to, found, at, draft)) {
            return;
        }
        if (draft.columns().namedBefore(found.name(), from)) {
            draft.rejections()
                    .add(
                            "GW-217",
                            at,
                            "an operation before this one works with %s.%s"
                                    .formatted(found.name(), from),
                            "a later step of it would look for the old name",
                            "put this operation first, or into a plan of its own");
            return;
        }
        draft.notice(
                "GW-219",
                at,
                "code that uses %s.%s by its old name fails from apply on"
                        .formatted(found.name(), from),
                "leave rename: in_place out to have both names until contract");
        draft.step(
                Stage.APPLY,
                WORD,
                "rename %s.%s to %s".formatted(found.name(), from, to),
                renamed(found, from, to),
                renamed(found, to, from));
        draft.changed(
                found.withParts(
                        found.columns().stream()
                                .map(one -> one.name().equals(from) ? column.withName(to) : one)
                                .toList(),
                        found.indexes(),
                        found.constraints()));
    }

    private static Work.Ddl renamed(Table found, String from, String to) {
        return Work.Ddl.alter(
                found.name(),
                "rename column " + Identifier.quote(from) + " to " + Identifier.quote(to));
    }
}
