package dev.godwit.workflow.release.run;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Promise;
import java.util.Optional;

/**
 * A workflow that a release has started.
 *
 * @param execution completes when it has begun
 * @param report completes when it has ended
 */
record Part<T>(Promise<WorkflowExecution> execution, Promise<T> report) {

    boolean ended() {
        return report.isCompleted();
    }

    /** Whether it could not be begun, because another one has its id. */
    boolean refused() {
        return execution.isCompleted() && execution.getFailure() != null;
    }

    /** Waits for its end. @return empty when it was ended from outside, or could not be begun */
    Optional<T> result() {
        try {
            return Optional.of(report.get());
        } catch (TemporalFailure lost) {
            return Optional.empty();
        }
    }
}
