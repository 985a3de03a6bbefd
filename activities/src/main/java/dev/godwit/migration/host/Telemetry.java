package dev.godwit.migration.host;

import dev.godwit.workflow.Outcome;
import dev.godwit.workflow.Phase;
import java.time.Duration;

/** Where work in progress is counted. Thread-safe; must not block. */
public interface Telemetry {

    /** Counts nothing. */
    Telemetry NONE =
            new Telemetry() {
                @Override
                public void batch(String run, Phase phase, long rows, Duration took) {}

                @Override
                public void waitedForLock(String run, Duration waited) {}

                @Override
                public void held(String run, String why) {}

                @Override
                public void entered(String run, Phase phase) {}

                @Override
                public void ended(String run, Outcome outcome) {}
            };

    /** A batch has been committed. @param rows filled or compared */
    void batch(String run, Phase phase, long rows, Duration took);

    /** A statement has waited for a lock, whether it got it or not. */
    void waitedForLock(String run, Duration waited);

    /** What keeps a run from going faster; empty for nothing. */
    void held(String run, String why);

    /** A run is in a phase. */
    void entered(String run, Phase phase);

    /** A run is over on this target. */
    void ended(String run, Outcome outcome);
}
