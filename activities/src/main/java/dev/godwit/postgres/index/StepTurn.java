package dev.godwit.postgres.index;

import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.ddl.StepContext;
import dev.godwit.postgres.session.Attempt;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * One attempt at a time works on a step that no transaction can do, forwards or backwards: a
 * session lock, held until the connection is closed or its back end is gone.
 */
public final class StepTurn {

    private StepTurn() {}

    /** Waits for the turn of a direct connection. */
    public static void await(Connection connection, StepContext step, Attempt attempt)
            throws SQLException {
        while (!Rows.holds(
                connection,
                "select pg_try_advisory_lock(hashtext('godwit index'), hashtext(?))",
                step.run() + " " + step.number())) {
            attempt.report("waiting for an earlier attempt at this step to end");
            attempt.sleep(Duration.ofSeconds(1));
        }
    }
}
