package dev.godwit.postgres.phase;

import dev.godwit.plan.GateSpec;
import dev.godwit.plan.problem.Problem;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.EngineFailure;
import dev.godwit.postgres.session.EngineFailure.Kind;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.session.SqlFailure;
import dev.godwit.postgres.state.Run;
import dev.godwit.postgres.state.Runs;
import dev.godwit.workflow.Phase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Asks a gate's query, in a read-only transaction. */
public final class AskGate {

    private static final String FAILED = "GW-352";

    private final Database database;

    public AskGate(Database database) {
        this.database = database;
    }

    /**
     * Whether the gate before a phase lets pass: its query returned true. No gate there lets pass.
     *
     * @throws EngineFailure PERMANENT when the query fails or does not return one boolean
     */
    public boolean ask(long run, Phase before, Attempt attempt) throws SQLException {
        Scope scope = Scope.state(Scope.name(run, 0));
        Run stored = database.inTransaction(scope, connection -> Runs.get(connection, run));
        String key = "before_" + before.name().toLowerCase(Locale.ROOT);
        GateSpec gate = RunOptions.of(stored).gates().get(key);
        String sql = gate == null ? null : gate.sql();
        if (sql == null) {
            return true;
        }
        String where = "gate %s, run %s".formatted(key, stored.name());
        try {
            return database.tryOut(
                    scope.withSearchPath("\"$user\", public"),
                    connection -> {
                        try (Statement statement = connection.createStatement()) {
                            statement.setEscapeProcessing(false);
                            statement.execute("set transaction read only");
                            statement.setMaxRows(2);
                            try (Attempt.Running running = attempt.running(statement);
                                    ResultSet rows = statement.executeQuery(sql)) {
                                return one(rows, where);
                            }
                        }
                    });
        } catch (SQLException failure) {
            if (failure.getSQLState() != null && SqlFailure.of(failure) == SqlFailure.PERMANENT) {
                throw failure(where, SqlFailure.words(failure), failure);
            }
            throw failure;
        }
    }

    private static boolean one(ResultSet rows, String where) throws SQLException {
        if (rows.getMetaData().getColumnCount() != 1
                || !rows.getMetaData().getColumnTypeName(1).equals("bool")) {
            throw failure(where, "its result is not one boolean column", null);
        }
        if (!rows.next()) {
            throw failure(where, "it returned no row", null);
        }
        boolean open = rows.getBoolean(1);
        if (rows.next()) {
            throw failure(where, "it returned more than one row", null);
        }
        return open;
    }

    private static EngineFailure failure(
            String where, String because, @Nullable SQLException cause) {
        return new EngineFailure(
                Kind.PERMANENT,
                new Problem(
                        FAILED,
                        "the gate's query does not answer with one boolean",
                        where,
                        because,
                        "approve the gate by hand, or roll back and mend the plan"),
                cause);
    }
}
