package dev.godwit.plan.operation.rows;

import dev.godwit.plan.Trial;
import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.schema.Column;
import dev.godwit.plan.sql.Expression;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.RowWork;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A column and the value that its rows get.
 *
 * @param where as SQL, which rows; empty for all
 */
record Assignment(Column column, Expression value, String where) {

    /** True for a row that has another value. */
    String differs() {
        String type = column.type();
        String plain = "json".equals(type) || "xml".equals(type) ? "::text" : ""; // no equality
        String differs =
                "%s%s is distinct from (%s\n)::%s%s"
                        .formatted(
                                Identifier.quote(column.name()), plain, value.text(), type, plain);
        return where.isEmpty() ? differs : "(" + where + "\n) and " + differs;
    }

    RowWork.Filled filled(@Nullable String saved) {
        return new RowWork.Filled(
                column.name(), column.type(), value.text(), differs(), saved, true);
    }

    Optional<Trial> trial(Draft draft, QualifiedName name, Set<String> rows, Location at) {
        Set<String> read = new HashSet<>(rows);
        read.addAll(value.columns());
        return draft.live(name, read)
                .map(
                        table ->
                                new Trial(
                                        table,
                                        column.name(),
                                        column.type(),
                                        value.text(),
                                        column.notNull(),
                                        false,
                                        at.toString(),
                                        "set",
                                        where.isEmpty() ? "true" : where,
                                        null));
    }

    /** A condition is a value, too. */
    static Optional<Trial> condition(
            Draft draft, QualifiedName name, Expression where, Location at) {
        return draft.live(name, where.columns())
                .map(
                        table ->
                                new Trial(
                                        table,
                                        "",
                                        "boolean",
                                        where.text(),
                                        false,
                                        false,
                                        at.toString(),
                                        "where",
                                        "true",
                                        null));
    }
}
