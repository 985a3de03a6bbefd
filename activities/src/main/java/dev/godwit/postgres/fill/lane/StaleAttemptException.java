package dev.godwit.postgres.fill.lane;

/**
 * This attempt may commit nothing any more: a newer one has raised the fence, or the run is being
 * taken back. Nothing of the batch in hand was committed.
 */
public final class StaleAttemptException extends RuntimeException {

    public StaleAttemptException(String message) {
        super(message);
    }

    /** Another attempt works on the lane now. */
    static StaleAttemptException overtaken(Checkpoint mine) {
        return new StaleAttemptException(
                "a newer attempt has taken over step %d, lane %d of run %d"
                        .formatted(mine.step(), mine.lane(), mine.run()));
    }
}
