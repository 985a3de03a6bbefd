package dev.godwit.postgres.preflight.trial;

import dev.godwit.plan.Trial;
import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.schema.LiveSchema;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.session.SqlFailure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Tries an expression on up to 1,000 rows, in a transaction that is rolled back and takes no more
 * than ACCESS SHARE on the user's table. The values go into a column of the wanted type, so that
 * assignment casts, domains and lengths are really tried.
 */
public final class ExpressionTrial {

    private static final String FAILS = "GW-260";
    private static final String VOLATILE = "GW-261";
    private static final String NULLS = "GW-262";

    private static final int ROWS = 1_000;
    private static final String VIEW = "godwit._godwit_trial_view";
    private static final String TABLE = "godwit._godwit_trial_rows";

    private final TrialGround ground;

    public ExpressionTrial(TrialGround ground) {
        this.ground = ground;
    }

    /** In a target that has schema godwit. */
    public ExpressionTrial(Database database) {
        this(new TrialGround(database, false));
    }

    /** Tries it; empty when it passes. */
    public List<Problem> run(Trial trial, LiveSchema schema, Attempt attempt) throws SQLException {
        String path = Scope.expressionPath(Identifier.quote(trial.table().schema()));
        try {
            return ground.tryOut(
                    Scope.state("godwit preflight").withSearchPath(path),
                    connection -> run(connection, trial, schema, attempt));
        } catch (SQLException failure) {
            attempt.check();
            return switch (SqlFailure.of(failure)) {
                case PERMANENT, TIMED_OUT -> {
                    if (failure.getSQLState() == null) {
                        throw failure;
                    }
                    yield List.of(failed(trial, failure));
                }
                default -> throw failure;
            };
        }
    }

    private static List<Problem> run(
            Connection connection, Trial trial, LiveSchema schema, Attempt attempt)
            throws SQLException {
        // Both on lines of their own: an expression may end with a comment.
        String select = "(\n" + trial.expression() + "\n)";
        String from = " from " + trial.table().sql();
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false); // an expression may hold braces
            statement.execute("create view " + VIEW + " as select " + select + " as value" + from);
            List<String> volatiles = VolatileFunctions.of(connection, VIEW);
            if (!volatiles.isEmpty() && !trial.anyValue()) {
                return List.of(volatiles(trial, volatiles));
            }
            List<Problem> untyped = typed(statement, trial);
            if (!untyped.isEmpty()) {
                return untyped;
            }
            try (Attempt.Running running = attempt.running(statement)) {
                statement.execute(
                        "insert into %s select %s%s%s limit %d"
                                .formatted(
                                        TABLE,
                                        select,
                                        from,
                                        unfilled(trial, schema),
                                        trial.anyValue() ? 1 : ROWS)); // a sequence counts
            }
            try (ResultSet nulls =
                    statement.executeQuery(
                            "select count(*) - count(value), count(*) from " + TABLE)) {
                nulls.next();
                if (trial.nullRefused() && nulls.getLong(1) > 0) {
                    return List.of(nulls(trial, nulls.getLong(1), nulls.getLong(2)));
                }
            }
            return trial.back() == null
                    ? List.of()
                    : BackTrial.run(connection, trial, trial.back(), ROWS, attempt);
        }
    }

    private static List<Problem> typed(Statement statement, Trial trial) throws SQLException {
        try {
            statement.execute("create table %s (value %s)".formatted(TABLE, trial.type()));
            return List.of();
        } catch (SQLException failure) {
            if (!SqlFailure.refused(failure)) {
                throw failure;
            }
            return List.of(
                    new Problem(
                            FAILS,
                            "a column of %s cannot be of type %s"
                                    .formatted(trial.table(), trial.type()),
                            trial.where(),
                            SqlFailure.words(failure),
                            "correct the type; nothing has been changed"));
        }
    }

    /** Of a column that is there already only the NULLs are filled, unless it says otherwise. */
    private static String unfilled(Trial trial, LiveSchema schema) {
        if (trial.rows() != null) {
            return " where (" + trial.rows() + "\n)";
        }
        return schema.find(trial.table()).flatMap(table -> table.column(trial.column())).isPresent()
                ? " where " + Identifier.quote(trial.column()) + " is null"
                : "";
    }

    private static Problem failed(Trial trial, SQLException failure) {
        return new Problem(
                FAILS,
                trial.words() + " fails on the target",
                trial.where(),
                SqlFailure.words(failure) + Position.in(trial.expression(), failure),
                "correct the expression; nothing has been changed");
    }

    private static Problem volatiles(Trial trial, List<String> functions) {
        return new Problem(
                VOLATILE,
                trial.words() + " calls a volatile function",
                trial.where(),
                String.join(", ", functions)
                        + " may give another value at each call, so no row could be compared",
                "use an expression whose value depends on the row alone");
    }

    private static Problem nulls(Trial trial, long nulls, long rows) {
        return new Problem(
                NULLS,
                trial.words() + " is NULL, and the column is to be NOT NULL",
                trial.where(),
                "it is NULL for %d of the %d rows tried".formatted(nulls, rows),
                "wrap it in coalesce(...), or let the column be nullable");
    }
}
