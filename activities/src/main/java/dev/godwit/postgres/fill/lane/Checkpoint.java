package dev.godwit.postgres.fill.lane;

import org.jspecify.annotations.Nullable;

/**
 * The cursor of a lane: a row of godwit.checkpoint.
 *
 * @param fence raised by every attempt; a batch commits only under the fence it began with
 * @param origin where the lane began, to tell how far it has come
 * @param position where the next batch begins
 * @param upto where the lane ends
 * @param filenode of the table when the lane began, where positions are blocks
 * @param rows written (fill) or compared (proof) so far
 * @param mismatches wrong rows found (proof)
 * @param witness of a proof, JSON of the table and trigger as they were when it began; of a fill, a
 *     word when its last slice has ended by itself
 */
public record Checkpoint(
        long run,
        int step,
        int lane,
        long fence,
        String origin,
        String position,
        String upto,
        @Nullable Long filenode,
        long rows,
        long mismatches,
        boolean finished,
        @Nullable String witness) {

    /** After a batch that ended at a position. */
    public Checkpoint moved(String to, long rowsNow, long mismatchesNow) {
        return new Checkpoint(
                run,
                step,
                lane,
                fence,
                origin,
                to,
                upto,
                filenode,
                rowsNow,
                mismatchesNow,
                to.equals(upto),
                witness);
    }

    /** With what the proof saw when it began. */
    public Checkpoint witness(String json) {
        return new Checkpoint(
                run,
                step,
                lane,
                fence,
                origin,
                position,
                upto,
                filenode,
                rows,
                mismatches,
                finished,
                json);
    }
}
