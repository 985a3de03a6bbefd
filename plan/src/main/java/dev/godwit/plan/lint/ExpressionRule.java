package dev.godwit.plan.lint;

import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.reading.Problems;
import dev.godwit.plan.schema.Column;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.sql.Expression;
import dev.godwit.plan.sql.Expression.NotAnExpressionException;
import dev.godwit.plan.sql.Identifier;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Expressions: over one row only, and the same tomorrow, or they could not be proven. */
public final class ExpressionRule {

    private static final String ALONE = "compute it from the row's other columns alone";

    /** For values that mend rows for a constraint. */
    public static final String MENDED =
            ALONE
                    + "; rows that need more than that are mended by a backfill with sql, in a plan before this one";

    private ExpressionRule() {}

    /** Checks the text alone. */
    public static void parse(String key, String text, Location at, Problems problems) {
        parse(key, text, at, problems, ALONE);
    }

    /** The same with words on what to do about one that sees more than its row. */
    public static void parse(String key, String text, Location at, Problems problems, String next) {
        try {
            Expression expression = Expression.parse(text);
            expression.forbidden().stream()
                    .sorted()
                    .forEach(
                            words ->
                                    problems.add(
                                            "GW-112",
                                            at,
                                            key + " contains " + words,
                                            "its value could not be proven row by row",
                                            next));
        } catch (NotAnExpressionException failure) {
            problems.add(
                    "GW-111",
                    at,
                    key + " is not an SQL expression: " + failure.getMessage(),
                    "",
                    "correct it");
        }
    }

    /** Whether an expression is the column itself and nothing else. */
    public static boolean isColumn(String text, String column) {
        try {
            Expression expression = Expression.parse(text);
            return expression.references().size() == 1
                    && expression.functions().isEmpty()
                    && expression.references().getFirst().column().equals(column)
                    && expression.bind("").strip().equals("." + Identifier.quote(column));
        } catch (NotAnExpressionException notEven) {
            return false;
        }
    }

    /** SQL that is to be read by itself, such as a volatile default. */
    public static void parses(String key, String text, Location at, Problems problems) {
        try {
            Expression.parse(text);
        } catch (NotAnExpressionException failure) {
            problems.add(
                    "GW-111",
                    at,
                    key + " is not an SQL expression: " + failure.getMessage(),
                    "",
                    "correct it; a text needs quotes: \"'new'\"");
        }
    }

    /** Whether an expression reads no row, whatever its value is. */
    public static boolean isOfNoRow(String text) {
        try {
            return Expression.parse(text).ofNoRow();
        } catch (NotAnExpressionException notEven) {
            return false;
        }
    }

    /** A default of a new column is one value for all rows: anything else rewrites the table. */
    public static void once(String text, Location at, Problems problems) {
        try {
            if (!Expression.parse(text).once()) {
                problems.add(
                        "GW-116",
                        at,
                        "default is neither a constant nor the time: " + text,
                        "PostgreSQL would rewrite the whole table under a strong lock",
                        "say the same as up: the rows that are there are filled in batches then");
            }
        } catch (NotAnExpressionException failure) {
            problems.add(
                    "GW-111",
                    at,
                    "default is not an SQL expression: " + failure.getMessage(),
                    "",
                    "correct it; a text needs quotes: default: \"'new'\"");
        }
    }

    /**
     * The expression held against the table whose rows it is for; empty when it does not fit.
     *
     * @param key of the operation that holds it, for messages
     */
    public static Optional<Expression> over(
            String key, String text, Table table, Location at, Draft draft) {
        Optional<Expression> read = reads(key, text, table, at, draft);
        boolean fits = read.isPresent();
        for (String column : read.map(Expression::columns).orElse(Set.of())) {
            if (table.column(column).map(Column::generated).orElse(false)) {
                draft.rejections()
                        .add(
                                "GW-208",
                                at,
                                key + " reads the generated column " + column,
                                "it is NULL while BEFORE triggers run",
                                "write its expression instead");
                fits = false;
            }
        }
        return fits ? read : Optional.empty();
    }

    /** The same for one that no trigger evaluates. */
    public static Optional<Expression> reads(
            String key, String text, Table table, Location at, Draft draft) {
        Expression expression = Expression.known(text);
        boolean fits = true;
        for (Expression.Reference reference : expression.references()) {
            if (!reference.qualifier().isEmpty()
                    && !reference.qualifier().equals(table.name().name())) {
                draft.rejections()
                        .add(
                                "GW-207",
                                at,
                                "%s reads %s.%s, which is not a column of %s"
                                        .formatted(
                                                key,
                                                reference.qualifier(),
                                                reference.column(),
                                                table.name()),
                                "an expression sees its own row only",
                                "use columns of " + table.name());
                fits = false;
                continue;
            }
            Optional<Column> column = table.column(reference.column());
            if (column.isPresent()
                    || draft.columns().isReshaped(table.name(), reference.column())) {
                fits &= ColumnRules.find(reference.column(), table, at, draft).isPresent();
            } else {
                List<String> known = table.columns().stream().map(Column::name).toList();
                draft.rejections()
                        .add(
                                "GW-202",
                                at,
                                "%s has no column %s, which %s reads"
                                        .formatted(table.name(), reference.column(), key),
                                "",
                                Problems.suggestion(reference.column(), known));
                fits = false;
            }
        }
        return fits ? Optional.of(expression) : Optional.empty();
    }
}
