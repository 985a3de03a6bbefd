package dev.godwit.postgres.shadow;

import static java.util.stream.Collectors.joining;

import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.ShadowWork.Value;
import dev.godwit.plan.step.Work.KeyColumn;
import dev.godwit.postgres.fill.range.KeyNames;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Pieces of the statements that work on two tables of one key. */
public final class Twin {

    /**
     * Shorter than PostgreSQL waits before it looks for a deadlock (1 s): a batch and a writer that
     * wait for each other end with the batch giving up, not with an error for the writer.
     */
    private static final String PATIENCE = "set local lock_timeout = '300ms'";

    private Twin() {}

    /** Makes the transaction wait for locks for a shorter time than writers do. */
    public static void giveWay(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(PATIENCE);
        }
    }

    static String columns(List<Value> values) {
        return values.stream()
                .map(value -> Identifier.quote(value.column()))
                .collect(joining(", "));
    }

    static String expressions(List<Value> values) {
        return values.stream().map(Value::expression).collect(joining(", "));
    }

    /** The INSERT of rows, which are locked where they come from, or the UPDATE of those there. */
    static String overwrite(
            QualifiedName table,
            QualifiedName twin,
            List<Value> values,
            List<KeyColumn> key,
            String rows) {
        String set =
                values.stream()
                        .map(Value::column)
                        .filter(
                                name ->
                                        key.stream()
                                                .noneMatch(column -> column.name().equals(name)))
                        .map(Identifier::quote)
                        .map("%1$s = excluded.%1$s"::formatted)
                        .collect(joining(", "));
        return "insert into %s (%s) overriding system value (select %s from %s where %s for update) on conflict (%s) do %s"
                .formatted(
                        twin.sql(),
                        columns(values),
                        expressions(values),
                        table.sql(),
                        rows,
                        KeyNames.list(key),
                        set.isEmpty() ? "nothing" : "update set " + set);
    }
}
