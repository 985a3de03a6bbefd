package dev.godwit.migration;

import dev.godwit.plan.problem.Problem;
import dev.godwit.postgres.session.EngineFailure;
import dev.godwit.postgres.session.SqlFailure;
import dev.godwit.workflow.FailureType;
import dev.godwit.workflow.message.Finding;
import io.temporal.client.ActivityCompletionException;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what the engine throws into what Temporal understands: words only, no value, no secret. */
final class Failures {

    private static final Logger log = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    /** Work on a target. */
    @FunctionalInterface
    interface Work<T> {
        T run(HeartbeatingAttempt attempt) throws SQLException;
    }

    /** Runs the work with a heartbeat; what it throws is fit for Temporal. */
    static <T> T translate(String where, Work<T> work) {
        try (HeartbeatingAttempt attempt = new HeartbeatingAttempt()) {
            try {
                return work.run(attempt);
            } catch (SQLException | RuntimeException failure) {
                RuntimeException over = attempt.ended();
                // A cancelled statement fails with an SQLException: the reason is what Temporal
                // said.
                throw over != null ? over : translated(where, failure);
            }
        }
    }

    static Finding finding(Problem problem, String where) {
        return new Finding(
                problem.code(),
                problem.what(),
                problem.where().isEmpty() ? where : problem.where(),
                problem.because(),
                problem.next());
    }

    private static RuntimeException translated(String where, Exception failure) {
        return switch (failure) {
            case ActivityCompletionException over -> over;
            case ApplicationFailure told -> told;
            case EngineFailure engine -> {
                log.warn("{}: {}", where, engine.getMessage());
                yield ApplicationFailure.newNonRetryableFailure(
                        engine.problem().what(),
                        FailureType.valueOf(engine.kind().name()).name(),
                        finding(engine.problem(), where));
            }
            case SQLException sql -> {
                String words = SqlFailure.words(sql);
                log.info("{}: {}; tried again", where, words);
                yield retry(words, "SQL " + sql.getSQLState());
            }
            case dev.godwit.postgres.fill.lane.StaleAttemptException stale ->
                    retry("a newer attempt has taken over", "STALE");
            default -> bug(where, (RuntimeException) failure);
        };
    }

    private static ApplicationFailure retry(String words, String type) {
        return ApplicationFailure.newBuilder()
                .setMessage(words)
                .setType(type)
                .setCategory(ApplicationErrorCategory.BENIGN)
                .build();
    }

    private static ApplicationFailure bug(String where, RuntimeException failure) {
        // Its message may hold anything: it stays in this worker's log.
        log.error("{}: unexpected failure", where, failure);
        return ApplicationFailure.newNonRetryableFailure(
                failure.getClass().getSimpleName(),
                FailureType.BUG.name(),
                new Finding(
                        "GW-399",
                        "Godwit failed unexpectedly: " + failure.getClass().getSimpleName(),
                        where,
                        "the worker's log has the details",
                        "report it; godwit resume tries again, godwit rollback takes everything back"));
    }
}
