package dev.godwit.migration.host;

import dev.godwit.plan.problem.Problem;
import dev.godwit.postgres.fill.lane.StaleAttemptException;
import dev.godwit.postgres.session.EngineFailure;
import dev.godwit.postgres.session.SqlFailure;
import dev.godwit.postgres.state.StateSchema.NewerStateException;
import dev.godwit.project.ProjectFailure;
import dev.godwit.project.git.GitFailure;
import dev.godwit.workflow.FailureType;
import dev.godwit.workflow.message.Finding;
import io.temporal.client.ActivityCompletionException;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TemporalFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Failures as Temporal gets them: words only. No cause is attached, since a driver's exceptions
 * hold row values and addresses; it stays in this worker's log.
 */
public final class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private static final String SQL = "GW-395";
    private static final String FULL = "GW-396";
    private static final String NEWER = "GW-397";
    private static final String BUG = "GW-399";

    /** The type of failures that the server retries. */
    static final String RETRIED = "RETRIED";

    private Failures() {}

    /** What to throw for a failure. @param where phase or step, and run */
    public static RuntimeException of(Exception failure, String where) {
        return switch (failure) {
            case ActivityCompletionException ended -> ended;
            case TemporalFailure told -> told;
            case EngineFailure engine ->
                    stop(
                            FailureType.valueOf(engine.kind().name()),
                            Messages.finding(engine.problem(), where));
            case ProjectFailure project ->
                    stop(FailureType.PERMANENT, Messages.finding(project.problem(), where));
            case GitFailure git -> again(words(git), ApplicationErrorCategory.BENIGN);
            case IOException io -> again(words(io), ApplicationErrorCategory.BENIGN);
            case UncheckedIOException io -> again(words(io), ApplicationErrorCategory.BENIGN);
            case StaleAttemptException stale ->
                    again("a newer attempt has taken over", ApplicationErrorCategory.BENIGN);
            case SQLException sql -> of(sql, where);
            case NewerStateException newer -> stop(FailureType.PERMANENT, newer(newer, where));
            case FlywayException flyway -> of(flyway, where);
            default -> interrupted(failure) ? stopping() : bug(failure, where);
        };
    }

    private static RuntimeException of(SQLException failure, String where) {
        String words = SqlFailure.words(failure);
        String state = failure.getSQLState();
        if (state == null
                || state.startsWith("08")
                || state.startsWith("28")
                || state.startsWith("3D")) {
            // Not the server's word on the work, but on the way to it: somebody may mend that.
            return again(reach(failure), ApplicationErrorCategory.BENIGN);
        }
        return switch (SqlFailure.of(failure)) {
            case RETRY, LOCK_NOT_AVAILABLE -> again(words, ApplicationErrorCategory.BENIGN);
            case TIMED_OUT -> again(words, ApplicationErrorCategory.UNSPECIFIED);
            case DISK_FULL ->
                    stop(
                            FailureType.DISK_FULL,
                            new Finding(
                                    FULL,
                                    "the target's disk is full",
                                    where,
                                    words,
                                    "make room, then godwit resume"));
            case PERMANENT ->
                    stop(
                            FailureType.PERMANENT,
                            new Finding(
                                    SQL,
                                    "a statement failed",
                                    where,
                                    words,
                                    "look at godwit history; then godwit resume or godwit rollback"));
        };
    }

    private static RuntimeException of(FlywayException failure, String where) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof SQLException sql) {
                return of(sql, where);
            }
        }
        return bug(failure, where);
    }

    private static Finding newer(NewerStateException newer, String where) {
        String words = String.valueOf(newer.getMessage());
        return new Finding(
                NEWER,
                "a newer Godwit has been on this target",
                where,
                words,
                "upgrade the worker of this target");
    }

    /** A driver's or pool's own words may name the address: only the SQLSTATE is told. */
    private static String reach(SQLException failure) {
        LOG.warn("a target cannot be reached", failure);
        String state = failure.getSQLState() == null ? "no SQLSTATE" : failure.getSQLState();
        return "the target cannot be reached (" + state + "); the worker's log says why";
    }

    private static ApplicationFailure stop(FailureType type, Finding finding) {
        return ApplicationFailure.newNonRetryableFailure(finding.what(), type.name(), finding);
    }

    private static ApplicationFailure again(String words, ApplicationErrorCategory category) {
        return ApplicationFailure.newBuilder()
                .setMessage(words)
                .setType(RETRIED)
                .setDetails() // without it a reader of the details meets a null
                .setCategory(category)
                .build();
    }

    private static ApplicationFailure stopping() {
        return again("the worker is stopping", ApplicationErrorCategory.BENIGN);
    }

    /** Of programs and files: no row, and Git's addresses without their passwords. */
    private static String words(Exception failure) {
        LOG.warn("will be tried again", failure);
        String words = failure.getMessage();
        return words == null ? failure.getClass().getSimpleName() : words;
    }

    private static boolean interrupted(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof InterruptedException) {
                return true;
            }
        }
        return Thread.currentThread().isInterrupted();
    }

    private static ApplicationFailure bug(Exception failure, String where) {
        LOG.error("Godwit did something it must not do: {}", where, failure);
        return stop(
                FailureType.BUG,
                Messages.finding(
                        new Problem(
                                BUG,
                                "Godwit did something it must not do",
                                where,
                                failure.getClass().getName(),
                                "report it with the worker's log; godwit resume tries again"),
                        where));
    }
}
