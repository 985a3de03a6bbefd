package dev.godwit.plan.spec;

import dev.godwit.plan.reading.Doc;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How statements that need a strong lock behave. */
@Doc("How statements that need a strong lock behave")
public record DdlSpec(
        @Doc(
                        "How long a statement keeps trying for its lock before the run waits for a person; 30m by default")
                @Nullable Duration patience) {}
