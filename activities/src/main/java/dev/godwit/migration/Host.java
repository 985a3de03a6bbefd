package dev.godwit.migration;

import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.workflow.activity.RunRef;
import io.temporal.activity.Activity;
import java.sql.SQLException;

/** Runs the engine inside an activity: target opened, heartbeats sent, failures put in words. */
final class Host {

    private final TargetDatabases targets;

    Host(TargetDatabases targets) {
        this.targets = targets;
    }

    /** What the engine does. */
    @FunctionalInterface
    interface Work<T> {
        T run(TargetAccess target, Attempt attempt) throws SQLException;
    }

    /** What the engine does with a run in its database. */
    @FunctionalInterface
    interface RunWork<T> {
        T run(Database database, long run, Attempt attempt) throws SQLException;
    }

    /** Works on a stored run. @param what phase or step, for messages */
    <T> T onRun(RunRef run, String what, RunWork<T> work) {
        return on(
                run.target(),
                what + ", run " + run.name(),
                (target, attempt) -> work.run(target.database(), run.id(), attempt));
    }

    /** Works on a target. @param where phase or step, and run, for messages */
    <T> T on(String target, String where, Work<T> work) {
        try (HeartbeatingAttempt attempt =
                HeartbeatingAttempt.begin(Activity.getExecutionContext())) {
            try {
                return work.run(targets.open(target), attempt);
            } catch (SQLException | RuntimeException failure) {
                attempt.check(); // a statement that was cancelled with its attempt is no failure
                throw Failures.of(failure, where);
            }
        }
    }
}
