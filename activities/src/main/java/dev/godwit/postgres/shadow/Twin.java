package dev.godwit.postgres.shadow;

import static java.util.stream.Collectors.joining;

import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.ShadowWork.Value;
import dev.godwit.plan.step.Work.KeyColumn;
import dev.godwit.postgres.fill.range.KeyNames;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
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

    /**
     * Runs a statement that writes rows, and waits for locks for a shorter time than writers do.
     *
     * @return how many rows
     */
    public static long write(Connection connection, String sql, Attempt attempt)
            throws SQLException {
        giveWay(connection);
        return update(connection, sql, attempt);
    }

    /**
     * Deletes rows that have no other any more. In two statements: the first locks them, and so
     * waits for writers that have written one of them again; only the second, whose snapshot is
     * newer, sees whether there is another by now. Nobody can write one of them between the two; in
     * one statement, what such a writer has committed meanwhile would be deleted.
     *
     * @param stray as SQL: true for a row without another
     * @return how many were deleted
     */
    public static long takeOut(
            Connection connection, QualifiedName table, String stray, Attempt attempt)
            throws SQLException {
        giveWay(connection);
        Database.ask(
                connection,
                "select from %s where %s for update".formatted(table.sql(), stray),
                attempt,
                row -> row.next());
        return update(connection, "delete from %s where %s".formatted(table.sql(), stray), attempt);
    }

    private static void giveWay(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(PATIENCE);
        }
    }

    private static long update(Connection connection, String sql, Attempt attempt)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (Attempt.Running running = attempt.running(statement)) {
                return statement.executeUpdate(sql);
            }
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
