package dev.godwit.postgres.ddl;

import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.state.Run;
import dev.godwit.postgres.state.RunOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which step of which run is worked on; for names, messages and the ledger.
 *
 * @param terminateAfter age of a transaction in the way that is terminated; null for never
 */
public record StepContext(
        long run,
        String runName,
        int number,
        String phase,
        String summary,
        @Nullable Duration terminateAfter) {

    /** A step of a run. */
    public static StepContext of(Run run, int number, String summary) {
        return of(run, number, run.phase(), summary);
    }

    /** The same in another phase. */
    public static StepContext of(Run run, int number, String phase, String summary) {
        return new StepContext(
                run.id(), run.name(), number, phase, summary, RunOptions.of(run).terminateAfter());
    }

    /** For application_name. */
    public String name() {
        return Scope.name(run, number);
    }
}
