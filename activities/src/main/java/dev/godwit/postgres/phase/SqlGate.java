package dev.godwit.postgres.phase;

import dev.godwit.plan.problem.Problem;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.EngineFailure;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.session.SqlFailure;
import dev.godwit.postgres.session.UserPath;
import dev.godwit.postgres.state.Run;
import dev.godwit.workflow.Phase;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Asks a gate that is a query, in a read-only transaction. */
final class SqlGate {

    private final Database database;

    SqlGate(Database database) {
        this.database = database;
    }

    /**
     * Whether its query returned true.
     *
     * @throws EngineFailure PERMANENT when the query fails or does not return one boolean
     */
    boolean open(Run run, Phase before, String sql, Attempt attempt) throws SQLException {
        try {
            return database.inTransaction(
                    Scope.state(Scope.name(run.id(), 0)),
                    connection -> {
                        UserPath.apply(connection);
                        try (Statement statement = connection.createStatement();
                                Attempt.Running ignored = attempt.running(statement)) {
                            statement.execute("set transaction read only");
                            statement.setEscapeProcessing(false);
                            statement.setMaxRows(2);
                            try (ResultSet rows = statement.executeQuery(sql)) {
                                return one(rows, before, run);
                            }
                        }
                    });
        } catch (SQLException failure) {
            attempt.check();
            if (lasting(failure)) {
                throw failed(before, run, SqlFailure.words(failure), failure);
            }
            throw failure;
        }
    }

    /** That it may not write is because the gate is read-only, not because the server is. */
    private static boolean lasting(SQLException failure) {
        String state = failure.getSQLState();
        return SqlFailure.READ_ONLY.equals(state)
                || state != null && SqlFailure.of(failure) == SqlFailure.PERMANENT;
    }

    private static boolean one(ResultSet rows, Phase before, Run run) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        if (columns.getColumnCount() != 1 || !columns.getColumnTypeName(1).equals("bool")) {
            throw failed(before, run, "its result is not one boolean column", null);
        }
        boolean open = rows.next() && rows.getBoolean(1);
        if (rows.getRow() == 0 || rows.next()) {
            throw failed(before, run, "it must return one row", null);
        }
        return open;
    }

    private static EngineFailure failed(
            Phase before, Run run, String because, @Nullable SQLException cause) {
        return new EngineFailure(
                EngineFailure.Kind.PERMANENT,
                new Problem(
                        "GW-308",
                        "the query of the gate before "
                                + before
                                + " does not answer with one boolean",
                        "run " + run.name(),
                        because,
                        "mend what it reads, then: godwit resume " + run.name()),
                cause);
    }
}
