package dev.godwit.postgres.ddl;

import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.state.Run;

/** Which step of which run is worked on; for names, messages and the ledger. */
public record StepContext(long run, String runName, int number, String phase, String summary) {

    /** A step of a run. */
    public static StepContext of(Run run, int number, String summary) {
        return new StepContext(run.id(), run.name(), number, run.phase(), summary);
    }

    /** For application_name. */
    public String name() {
        return Scope.name(run, number);
    }
}
