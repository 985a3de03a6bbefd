package dev.godwit.migration.host;

import dev.godwit.postgres.phase.PhaseMoves;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.workflow.activity.RunRef;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityPausedException;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Runs the engine inside an activity: target opened, heartbeats sent, failures put in words. */
public final class Host {

    private static final Logger LOG = LoggerFactory.getLogger(Host.class);

    private final TargetDatabases targets;
    private final Telemetry telemetry;
    private final Outside outside;

    /** Counts nothing. */
    public Host(TargetDatabases targets) {
        this(targets, Telemetry.NONE, Outside.NOTHING);
    }

    /** Counts what the work says, and asks checks for it. */
    public Host(TargetDatabases targets, Telemetry telemetry, Outside outside) {
        this.targets = targets;
        this.telemetry = telemetry;
        this.outside = outside;
    }

    /** What the engine does. */
    @FunctionalInterface
    public interface Work<T> {
        T run(TargetAccess target, Attempt attempt) throws SQLException;
    }

    /** What the engine does with a run in its database. */
    @FunctionalInterface
    public interface RunWork<T> {
        T run(Database database, long run, Attempt attempt) throws SQLException;
    }

    /** Works on a stored run. @param what phase or step, for messages */
    public <T> T onRun(RunRef run, String what, RunWork<T> work) {
        return onRunOf(
                run, what, (target, attempt) -> work.run(target.database(), run.id(), attempt));
    }

    /** The same, for work that needs more of the target than its database. */
    public <T> T onRunOf(RunRef run, String what, Work<T> work) {
        try {
            return on(run.target(), run.name(), what + ", run " + run.name(), work);
        } catch (ActivityPausedException paused) {
            note(run);
            throw paused;
        }
    }

    /** Works on a target. @param where phase or step, and run, for messages */
    public <T> T on(String target, String where, Work<T> work) {
        return on(target, "", where, work);
    }

    private <T> T on(String target, String run, String where, Work<T> work) {
        ActivityExecutionContext context = Activity.getExecutionContext();
        try (MDC.MDCCloseable runKey = MDC.putCloseable("run", run.isEmpty() ? target : run);
                MDC.MDCCloseable atKey = MDC.putCloseable("at", where);
                MDC.MDCCloseable attemptKey =
                        MDC.putCloseable(
                                "attempt", Integer.toString(context.getInfo().getAttempt()));
                HeartbeatingAttempt attempt =
                        HeartbeatingAttempt.begin(
                                context, run, telemetry, check -> outside.ask(check, run).open())) {
            try {
                return work.run(targets.open(target), attempt);
            } catch (SQLException | RuntimeException failure) {
                attempt.check(); // a statement that was cancelled with its attempt is no failure
                throw Failures.of(failure, where);
            }
        }
    }

    /** The history of a workflow does not say that somebody paused one of its activities. */
    private void note(RunRef run) {
        var info = Activity.getExecutionContext().getInfo();
        try {
            new PhaseMoves(targets.open(run.target()).database())
                    .note(
                            run.id(),
                            "paused %s %s %d"
                                    .formatted(
                                            info.getRunId(),
                                            info.getActivityId(),
                                            info.getAttempt()),
                            "temporal",
                            "",
                            "activity.paused",
                            "activity %s was paused in the Temporal UI or CLI; unpausing it goes"
                                            .formatted(info.getActivityType())
                                    + " on, and godwit pause is what the record knows");
        } catch (SQLException | RuntimeException unrecorded) {
            LOG.warn("could not record that an activity of {} was paused", run.name());
        }
    }
}
