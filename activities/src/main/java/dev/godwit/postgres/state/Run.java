package dev.godwit.postgres.state;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of godwit.run. {@code options}, {@code proof} are JSON. */
public record Run(
        long id,
        String name,
        String plan,
        String source,
        String body,
        String hash,
        String actor,
        String workflow,
        String phase,
        String outcome,
        String options,
        @Nullable String definition,
        @Nullable String proof,
        String note,
        Instant startedAt,
        @Nullable Instant endedAt) {

    /** Whether it still holds its tables. */
    public boolean open() {
        return endedAt == null;
    }
}
