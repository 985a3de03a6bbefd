package dev.godwit.postgres.fill;

import dev.godwit.plan.step.RowWork.FillAll;
import dev.godwit.postgres.fill.lane.Ranges;

/** What a fill does with the rows of a range, without what belongs to its batch. */
public final class FillForm {

    private FillForm() {}

    /**
     * The UPDATE, without what is kept of the rows and without the cursor, which are written in the
     * same statement.
     *
     * @param ranges that stand for any range
     */
    public static String of(FillAll fill, Ranges ranges) {
        return of(fill, ranges, new Ranges.Range("", ""));
    }

    /** The same of a certain range. */
    public static String of(FillAll fill, Ranges ranges, Ranges.Range range) {
        return new FillSql(fill, ranges).update(range);
    }
}
