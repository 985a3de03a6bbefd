package dev.godwit.postgres.preflight.trial;

import dev.godwit.plan.Trial;
import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.SqlFailure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Tries whether the way back of an expression gives what was there. */
final class BackTrial {

    private static final String CODE = "GW-353";
    private static final String FAILS = "GW-260";
    private static final String TABLE = "godwit._godwit_trial_back";

    private BackTrial() {}

    /** Tries it in the caller's transaction, which is rolled back; empty when it passes. */
    static List<Problem> run(
            Connection connection, Trial trial, Trial.Back back, int rows, Attempt attempt)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false); // an expression may hold braces
            try (Attempt.Running running = attempt.running(statement)) {
                statement.execute(
                        "create table %s as select *, (%s\n)::%s as %s from %s limit %d"
                                .formatted(
                                        TABLE,
                                        trial.expression(),
                                        trial.type(),
                                        Identifier.quote(trial.column()),
                                        trial.table().sql(),
                                        rows));
            }
            try (Attempt.Running running = attempt.running(statement);
                    ResultSet row =
                            statement.executeQuery(
                                    "select count(*) filter (where %s\n), count(*) from %s"
                                            .formatted(back.differs(), TABLE))) {
                row.next();
                return row.getLong(1) == 0
                        ? List.of()
                        : List.of(lost(trial, back, row.getLong(1), row.getLong(2)));
            }
        } catch (SQLException failure) {
            attempt.check();
            if (!SqlFailure.refused(failure)) {
                throw failure;
            }
            return List.of(
                    new Problem(
                            FAILS,
                            "down of %s.%s fails on the target"
                                    .formatted(trial.table(), back.column()),
                            trial.where(),
                            SqlFailure.words(failure),
                            "correct the expression; nothing has been changed"));
        }
    }

    private static Problem lost(Trial trial, Trial.Back back, long lost, long rows) {
        return new Problem(
                CODE,
                "down does not give back the value of %s.%s"
                        .formatted(trial.table(), back.column()),
                trial.where(),
                "it gives another one for %d of the %d rows tried".formatted(lost, rows),
                "correct up or down, or say lossy: true if that is meant");
    }
}
