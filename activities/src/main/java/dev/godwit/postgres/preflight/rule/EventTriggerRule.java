package dev.godwit.postgres.preflight.rule;

import dev.godwit.plan.Compilation;
import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.schema.LiveSchema;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.session.SqlFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;

/**
 * An event trigger may forbid DDL. Whether it does is tried on a scratch table that is rolled back.
 */
public final class EventTriggerRule implements Rule {

    @Override
    public List<Problem> check(Connection connection, LiveSchema schema, Compilation compilation)
            throws SQLException {
        List<String> triggers =
                Rows.of(
                        connection,
                        "select evtname from pg_catalog.pg_event_trigger where evtenabled <> 'D' order by 1",
                        row -> row.getString(1));
        if (triggers.isEmpty()) {
            return List.of();
        }
        Savepoint before = connection.setSavepoint();
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table godwit._godwit_event (a int)");
            statement.execute("alter table godwit._godwit_event add column b int");
            statement.execute("drop table godwit._godwit_event");
            return List.of();
        } catch (SQLException forbidden) {
            if (SqlFailure.of(forbidden) != SqlFailure.PERMANENT) {
                throw forbidden;
            }
            connection.rollback(before);
            return List.of(
                    new Problem(
                            "GW-245",
                            "an event trigger forbids DDL: " + String.join(", ", triggers),
                            "",
                            SqlFailure.words(forbidden),
                            "let it make an exception for the target's role"));
        }
    }
}
