package dev.godwit.plan.operation.rows;

import dev.godwit.plan.Trial;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.sql.Expression;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.RowWork;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A column and the value that its rows get.
 *
 * @param where as SQL, which rows; empty for all
 */
record Assignment(Table.Column column, Expression value, String where) {

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

    Optional<Trial> trial(Optional<QualifiedName> live, Location at) {
        return live.map(
                table ->
                        new Trial(
                                table,
                                column.name(),
                                column.type(),
                                value.text(),
                                column.notNull(),
                                List.copyOf(value.functions()),
                                at.toString(),
                                "set",
                                where.isEmpty() ? "true" : where));
    }

    /** A condition is a value, too. */
    static Trial condition(QualifiedName live, Expression where, Location at) {
        return new Trial(
                live,
                "",
                "boolean",
                where.text(),
                false,
                List.copyOf(where.functions()),
                at.toString(),
                "where",
                "true");
    }
}
