package dev.godwit.postgres.index;

import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.ddl.Statements;
import dev.godwit.postgres.ddl.StepContext;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * One attempt at a time works on a step that no transaction can do, forwards or backwards: a
 * session lock, held until the connection is closed or its back end is gone.
 */
public final class StepTurn {

    private StepTurn() {}

    /** What is done in the turn. */
    @FunctionalInterface
    public interface Doing {
        void run(Connection connection) throws SQLException;
    }

    /**
     * Waits for the turn on a direct connection without time-outs, and does it: what no transaction
     * can do waits for every older transaction of the database, however long.
     *
     * @param around says whether there is anything to be done
     * @return whether there was
     */
    public static boolean take(
            Database database,
            StepContext step,
            Attempt attempt,
            Statements.Around around,
            Doing doing)
            throws SQLException {
        boolean wanted =
                database.direct(
                        Scope.state(step.name()).with(Duration.ZERO, Duration.ZERO),
                        connection -> {
                            await(connection, step, attempt);
                            if (!database.inTransaction(Scope.state(step.name()), around::before)) {
                                return false;
                            }
                            doing.run(connection);
                            return true;
                        });
        attempt.check();
        return wanted;
    }

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
