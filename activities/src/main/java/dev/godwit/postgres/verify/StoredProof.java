package dev.godwit.postgres.verify;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The proof as JSON in godwit.run.
 *
 * @param at when it was summed up, by the target's clock
 * @param renewedAt when it was last found still good, or null
 * @param witnesses what the proof rests on: it is void when one of them has changed
 */
record StoredProof(
        boolean green,
        long compared,
        long mismatches,
        String note,
        Instant at,
        @Nullable Instant renewedAt,
        List<Witness> witnesses) {

    StoredProof {
        witnesses = List.copyOf(witnesses);
    }

    /** The state of the table of a step when it was proven. */
    record Witness(int step, SyncState state) {}

    ProofResult result() {
        return new ProofResult(green, compared, mismatches, note);
    }

    /** The same, looked at again: good as before when there is nothing to say against it. */
    StoredProof renewed(Instant when, String against) {
        return new StoredProof(
                green && against.isEmpty(),
                compared,
                mismatches,
                against.isEmpty() ? note : against,
                at,
                when,
                witnesses);
    }
}
