package dev.godwit.postgres.ddl;

import dev.godwit.plan.problem.Problem;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.session.EngineFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * What destroys something runs only when every comparison of contract before it has looked at all
 * rows and found none that differs. Asked in its own transaction.
 */
record Proven(StepRow row, StepContext step) implements Statements.Around {

    private static final String CODE = "GW-313";

    private static final String UNPROVEN =
            """
            select s.summary || case when coalesce(bool_and(c.finished), false)
                                     then ': ' || sum(c.mismatches) || ' rows differ' else ': not all rows were compared' end
              from godwit.step s left join godwit.checkpoint c on c.run = s.run and c.step = s.number
             where s.run = ? and s.number < ? and s.stage = 'CONTRACT' and s.body -> 'work' ->> 'kind' in ('prove', 'keep_column')
             group by s.number, s.summary
            having not coalesce(bool_and(c.finished), false) or sum(c.mismatches) > 0
             order by s.number
            """;

    @Override
    public boolean before(Connection connection) throws SQLException {
        if (!row.before(connection)) {
            return false;
        }
        List<String> against =
                Rows.of(
                        connection,
                        UNPROVEN,
                        found -> found.getString(1),
                        step.run(),
                        step.number());
        if (!against.isEmpty()) {
            throw new EngineFailure(
                    EngineFailure.Kind.PERMANENT,
                    new Problem(
                            CODE,
                            step.summary() + ": not done, since what was kept is not proven",
                            "step %d of run %s".formatted(step.number(), step.runName()),
                            String.join("; ", against),
                            "godwit rollback %s puts everything back".formatted(step.runName())),
                    null);
        }
        return true;
    }

    @Override
    public void locked(Connection connection) throws SQLException {
        row.locked(connection);
    }

    @Override
    public void after(Connection connection) throws SQLException {
        row.after(connection);
    }
}
