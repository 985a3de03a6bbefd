package dev.godwit.plan.operation.column;

import dev.godwit.plan.lint.ExpressionRule;
import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.operation.TriggerTime;
import dev.godwit.plan.operation.constraint.CheckSpec;
import dev.godwit.plan.operation.constraint.Checking;
import dev.godwit.plan.operation.constraint.Uniqueness;
import dev.godwit.plan.operation.index.ChildIndex;
import dev.godwit.plan.operation.shadow.Change;
import dev.godwit.plan.operation.shadow.ShadowRules;
import dev.godwit.plan.operation.shape.Reshaping;
import dev.godwit.plan.operation.shape.ShapeRules;
import dev.godwit.plan.operation.shape.Wanted;
import dev.godwit.plan.schema.Column;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.sql.Expression;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.ValueQuery;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Work;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An {@code alter_column} after which the column is another one, or holds other values. */
record Changing(Draft draft, AlterColumn wanted, Table table, Column column) {

    private static final String WORD = AlterColumn.WORD;

    /** In the catalog alone. */
    void inPlace(String type) {
        String name = table.name() + "." + column.name();
        draft.step(
                Stage.APPLY,
                WORD,
                "change the type of %s from %s to %s, which no row notices"
                        .formatted(name, column.type(), type),
                typed(type),
                List.of(typed(column.type())),
                List.of(
                        "taking %s back to %s reads or rewrites the whole table while nobody can use it; values that do not fit make it fail"
                                .formatted(name, column.type())));
        draft.changed(
                table.withChanged(
                        new Column(
                                column.name(),
                                type,
                                column.notNull(),
                                false,
                                column.identity(),
                                column.defaultExpression(),
                                column.comment(),
                                column.more())));
    }

    private Work.Ddl typed(String type) {
        return Work.Ddl.alter(
                table.name(), "alter column " + Identifier.quote(column.name()) + " type " + type);
    }

    /** By a copy of its table; empty when it cannot be, and said so. */
    Optional<Change> byCopy(ShadowRules rules) {
        String type = Objects.requireNonNullElse(wanted.type(), column.type());
        String self = Identifier.quote(column.name());
        boolean converted = wanted.up() != null || wanted.down() != null;
        if (!rules.possible(column, type, converted, wanted.at())) {
            return Optional.empty();
        }
        Optional<Expression> up = copied("up", Objects.requireNonNullElse(wanted.up(), self));
        Optional<Expression> down = copied("down", Objects.requireNonNullElse(wanted.down(), self));
        Optional<String> preset = up.flatMap(found -> preset(found, type));
        if (down.isEmpty() || up.isEmpty() || preset.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Change(
                        column,
                        new Wanted(
                                column.name(),
                                type,
                                column.notNull(),
                                preset.get().isEmpty() ? null : preset.get(),
                                comment(),
                                up.get(),
                                down.get(),
                                lossy()),
                        wanted.at()));
    }

    private Optional<Expression> copied(String key, String text) {
        return ExpressionRule.over(key, text, table, wanted.at(), draft);
    }

    /** By a second column. */
    void inTwoShapes() {
        String name = Objects.requireNonNullElse(wanted.name(), column.name());
        if (!ShapeRules.possible(draft, table, column, name, wanted.at())) {
            return;
        }
        String type = Objects.requireNonNullElse(wanted.type(), column.type());
        String self = Identifier.quote(column.name());
        Optional<Expression> up =
                ExpressionRule.over(
                        "up",
                        Objects.requireNonNullElse(wanted.up(), self),
                        table,
                        wanted.at(),
                        draft);
        Table later =
                name.equals(column.name())
                        ? table
                        : table.withColumn(Column.coming(name, type, false));
        Optional<Expression> down =
                ExpressionRule.over(
                        "down",
                        Objects.requireNonNullElse(wanted.down(), self),
                        later,
                        wanted.at(),
                        draft);
        if (up.isEmpty() || down.isEmpty()) {
            return;
        }
        Optional<String> preset = preset(up.get(), type);
        if (preset.isEmpty()) {
            return;
        }
        Reshaping shapes =
                new Reshaping(
                        draft,
                        WORD,
                        table,
                        column,
                        new Wanted(
                                name,
                                type,
                                wanted.nullable() == null ? column.notNull() : !wanted.nullable(),
                                preset.get().isEmpty() ? null : preset.get(),
                                comment(),
                                up.get(),
                                down.get(),
                                lossy()),
                        wanted.at());
        String fresh = shapes.open(TriggerTime.of(draft, table, plain()));
        more(shapes.with(table), fresh);
        shapes.close();
    }

    /** Whether no constraint is wanted that new rows have to satisfy from the beginning. */
    private boolean plain() {
        return wanted.check() == null && wanted.references() == null;
    }

    /**
     * Mended values are meant to be other ones; those of another type are meant to be the same,
     * unless they are mended for a constraint at the same time.
     */
    private boolean lossy() {
        boolean refused =
                wanted.check() != null
                        || Boolean.FALSE.equals(wanted.nullable()) && !column.notNull();
        return wanted.lossy() == null
                ? wanted.type() == null || wanted.up() != null && refused
                : wanted.lossy();
    }

    private String comment() {
        return wanted.comment() == null
                ? column.comment()
                : Objects.requireNonNullElse(wanted.comment().text(), "");
    }

    /** The default of the new shape: empty text for none, empty when it cannot be told. */
    private Optional<String> preset(Expression up, String type) {
        if (wanted.defaultValue() != null) {
            return Optional.of(Objects.requireNonNullElse(wanted.defaultValue().text(), ""));
        }
        String old = column.defaultExpression();
        if (old.isEmpty() || type.equals(column.type()) && wanted.up() == null) {
            return Optional.of(old);
        }
        Optional<Expression> value = ValueQuery.unwrapped(up);
        if (value.isEmpty() || !up.columns().stream().allMatch(column.name()::equals)) {
            draft.rejections()
                    .add(
                            "GW-228",
                            wanted.at(),
                            "the default of %s.%s cannot be told for its new shape"
                                    .formatted(table.name(), column.name()),
                            value.isEmpty()
                                    ? "up holds a query, and a default must not"
                                    : "up reads other columns of the row, and a default has no row",
                            "say default: the value, or null for none");
            return Optional.empty();
        }
        return Optional.of(
                constant(value.get(), type)
                        .orElseGet(
                                () ->
                                        "(%s\n)::%s"
                                                .formatted(
                                                        value.get().with(name -> "(" + old + ")"),
                                                        type)));
    }

    /**
     * A constant of a type of the user's, as text: the default does not stand on that type then.
     */
    private Optional<String> constant(Expression up, String type) {
        String suffix = "::" + column.type();
        String old = column.defaultExpression();
        return type.equals("text")
                        && ExpressionRule.isColumn(up.text(), column.name())
                        && column.type().contains(".")
                        && old.matches("'([^']|'')*'" + Pattern.quote(suffix))
                ? Optional.of(old.substring(0, old.length() - suffix.length()) + "::text")
                : Optional.empty();
    }

    private void more(Table now, String fresh) {
        if (wanted.check() != null) {
            CheckSpec check = wanted.check();
            Checking.add(
                    draft,
                    WORD,
                    now,
                    new CheckSpec(check.name(), over(check.constraint(), fresh), check.noInherit()),
                    wanted.at());
        }
        if (wanted.references() != null) {
            wanted.references()
                    .target()
                    .add(
                            draft,
                            WORD,
                            now,
                            wanted.references().name(),
                            new ChildIndex.Columns(
                                    List.of(fresh),
                                    List.of(column.name()),
                                    List.of(
                                            Objects.requireNonNullElse(
                                                    wanted.name(), column.name()))),
                            wanted.at());
        }
        if (wanted.unique() != null) {
            Uniqueness.of(WORD, wanted.unique().name(), fresh).add(draft, now, wanted.at());
        }
    }

    /** What is said of the column, said of its new shape. */
    private String over(String text, String fresh) {
        return Expression.known(text).with(name -> Identifier.quote(isIt(name) ? fresh : name));
    }

    private boolean isIt(@Nullable String name) {
        return column.name().equals(name) || name != null && name.equals(wanted.name());
    }
}
