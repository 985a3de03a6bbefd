package dev.godwit.migration.host;

import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.snapshot.mode.Hooks;
import dev.godwit.workflow.activity.gate.GateAnswer;
import dev.godwit.workflow.operator.Notice;
import java.util.Set;

/** What a worker does outside of its databases, as its configuration says. Thread-safe. */
public interface Outside {

    /** No checks, nobody to tell. */
    Outside NOTHING =
            new Outside() {
                @Override
                public Set<String> checks() {
                    return Set.of();
                }

                @Override
                public GateAnswer ask(String check, String run) {
                    return new GateAnswer(false, "this worker has no check " + check);
                }

                @Override
                public boolean tells() {
                    return false;
                }

                @Override
                public void tell(Notice notice) {}
            };

    /** Names of the checks that gates may ask. */
    Set<String> checks();

    /**
     * Asks a check once, and gives it a time limit. One that cannot be asked is a closed gate whose
     * note says why, without what the other side answered: that may be a secret.
     */
    GateAnswer ask(String check, String run);

    /** Names of the hooks that snapshots may run. */
    default Set<String> hooks() {
        return Set.of();
    }

    /** Runs a hook to its end, or to the end of its time or of the attempt. */
    default Hooks.Ended hook(String hook, String run, Attempt attempt) {
        return Hooks.NONE.run(hook, run, attempt);
    }

    /** Whether anybody wants to be told anything. */
    boolean tells();

    /**
     * Delivers news to everybody who asked for it.
     *
     * @throws RuntimeException when somebody was not reached: then it is tried again
     */
    void tell(Notice notice);
}
