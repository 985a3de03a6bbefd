package dev.godwit.postgres.fill;

import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.step.RowWork.FillAll;
import dev.godwit.plan.step.Work.Fill;
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

    /**
     * The UPDATE of rows at certain places.
     *
     * @param places as SQL, of type {@code tid[]}
     */
    public static String at(Fill fill, String places) {
        return "update %s set %s = (%s\n) where ctid = any(%s) and (%s\n)"
                .formatted(
                        fill.table().sql(),
                        Identifier.quote(fill.column()),
                        fill.expression(),
                        places,
                        fill.predicate());
    }
}
