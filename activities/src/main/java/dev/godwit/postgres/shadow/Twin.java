package dev.godwit.postgres.shadow;

import static java.util.stream.Collectors.joining;

import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.step.ShadowWork.Value;
import dev.godwit.plan.step.Work.KeyColumn;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Pieces of the statements that work on two tables of one key. */
final class Twin {

    /**
     * Shorter than PostgreSQL waits before it looks for a deadlock (1 s): a batch and a writer that
     * wait for each other end with the batch giving up, not with an error for the writer.
     */
    private static final String PATIENCE = "set local lock_timeout = '300ms'";

    private Twin() {}

    static void giveWay(Connection connection) throws SQLException {
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

    /** What becomes of a row that is there. */
    static String overwrite(List<Value> values, List<KeyColumn> key) {
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
        return set.isEmpty() ? "nothing" : "update set " + set;
    }
}
