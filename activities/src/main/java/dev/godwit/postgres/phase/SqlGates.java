package dev.godwit.postgres.phase;

import dev.godwit.plan.problem.Problem;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.EngineFailure;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.session.SqlFailure;
import dev.godwit.postgres.state.Run;
import dev.godwit.postgres.state.RunOptions;
import dev.godwit.postgres.state.RunOptions.StoredGate;
import dev.godwit.postgres.state.Runs;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Asks a gate that is a query, in a read-only transaction. */
public final class SqlGates {

    private final Database database;

    /** For one target. */
    public SqlGates(Database database) {
        this.database = database;
    }

    /** Whether the gate before a phase is open: its query's first value is true. */
    public boolean open(long id, String before, Attempt attempt) throws SQLException {
        Run run =
                database.inTransaction(
                        Scope.state(Scope.name(id, 0)), connection -> Runs.get(connection, id));
        StoredGate gate = RunOptions.of(run).gates().get(before);
        if (gate == null || gate.sql() == null) {
            return true;
        }
        try {
            return database.inTransaction(
                    Scope.state(Scope.name(id, 0)).withSearchPath("\"$user\", public"),
                    connection -> {
                        try (Statement statement = connection.createStatement();
                                Attempt.Running ignored = attempt.running(statement)) {
                            statement.execute("set transaction read only");
                            try (ResultSet row = statement.executeQuery(gate.sql())) {
                                return row.next() && row.getBoolean(1);
                            }
                        }
                    });
        } catch (SQLException failure) {
            if (SqlFailure.of(failure) != SqlFailure.PERMANENT) {
                throw failure;
            }
            throw new EngineFailure(
                    EngineFailure.Kind.PERMANENT,
                    new Problem(
                            "GW-305",
                            "the query of the gate before "
                                    + before.toLowerCase(java.util.Locale.ROOT)
                                    + " fails",
                            "run " + run.name(),
                            SqlFailure.words(failure),
                            "mend what it reads, then: godwit resume " + run.name()),
                    failure);
        }
    }
}
