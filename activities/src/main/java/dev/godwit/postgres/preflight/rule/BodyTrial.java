package dev.godwit.postgres.preflight.rule;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.sql.RangeBody;
import dev.godwit.plan.step.RowWork;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Step;
import dev.godwit.plan.step.Work;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.session.SqlFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL can plan the UPDATE of a backfill, and its down, on the tables as they are. Not asked
 * where the plan makes columns or tables first that it may read.
 */
public final class BodyTrial implements Rule {

    private static final String CODE = "GW-298";

    @Override
    public List<Problem> check(Connection connection, Subject subject) throws SQLException {
        List<Problem> problems = new ArrayList<>();
        if (subject.steps().stream().anyMatch(step -> step.stage() == Stage.APPLY)) {
            return problems;
        }
        for (Step step : subject.steps()) {
            if (step.work() instanceof RowWork.RunBody body) {
                explain(connection, subject, body.table(), body.key(), body.body(), problems);
            }
            for (Work undo : step.undo()) {
                if (undo instanceof RowWork.RunBack back) {
                    explain(connection, subject, back.table(), back.key(), back.body(), problems);
                }
            }
        }
        return problems;
    }

    private static void explain(
            Connection connection,
            Subject subject,
            QualifiedName table,
            Work.KeyColumn key,
            String body,
            List<Problem> problems)
            throws SQLException {
        if (subject.schema().find(table).map(Table::kind).orElse(null) != Table.Kind.ORDINARY) {
            return;
        }
        String nothing = "null::" + key.type();
        Savepoint before = connection.setSavepoint();
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(
                    "set local search_path = "
                            + Scope.expressionPath(Identifier.quote(table.schema())));
            statement.execute("explain " + RangeBody.of(body).bind(nothing, nothing));
            connection.rollback(before); // the search path, too
        } catch (SQLException failure) {
            if (!SqlFailure.refused(failure)) {
                throw failure;
            }
            connection.rollback(before);
            problems.add(
                    new Problem(
                            CODE,
                            "the UPDATE of a backfill of " + table + " fails on the target",
                            subject.source(),
                            SqlFailure.words(failure),
                            "correct it; nothing has been changed"));
        }
    }
}
