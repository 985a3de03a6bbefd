package dev.godwit.postgres.preflight.rule;

import dev.godwit.plan.problem.Problem;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.state.TableLocks.Conflict;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** No other run works on the tables. */
public final class OtherRun implements Rule {

    private static final String CODE = "GW-258";

    @Override
    public List<Problem> check(Connection connection, Subject subject) throws SQLException {
        List<Problem> problems = new ArrayList<>();
        if (!Rows.exists(connection, "godwit.table_lock")) {
            return problems; // no run was ever here, and this look makes no record either
        }
        try (PreparedStatement select =
                connection.prepareStatement(
                        """
                        select l.relation, r.name from godwit.table_lock l join godwit.run r on r.id = l.run
                         where l.relation_oid = any (?::bigint[]::oid[]) order by 1
                        """)) {
            select.setArray(1, connection.createArrayOf("bigint", subject.oids()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Conflict conflict = new Conflict(row.getString(1), row.getString(2));
                    problems.add(problem(conflict, subject.source()));
                }
            }
        }
        return problems;
    }

    /** Whether it is such a refusal: it holds until the other run has ended. */
    public static boolean said(Problem problem) {
        return problem.code().equals(CODE);
    }

    /** The refusal that a table held by another run leads to. */
    public static Problem problem(Conflict conflict, String source) {
        return new Problem(
                CODE,
                "another run works on table " + conflict.table(),
                source,
                "run %s holds it until it ends".formatted(conflict.run()),
                "godwit watch %s  and start again afterwards".formatted(conflict.run()));
    }
}
