package dev.godwit.postgres.verify;

import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.step.RowWork.FillAll;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Work.Fill;
import dev.godwit.plan.step.Work.Prove;
import dev.godwit.postgres.fill.FillFailure;
import dev.godwit.postgres.fill.FillForm;
import dev.godwit.postgres.fill.lane.Checkpoint;
import dev.godwit.postgres.fill.lane.Ranges;
import dev.godwit.postgres.fill.lane.Ranges.Range;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Fills the rows that a comparison has found wrong, where no trigger has followed the fill. All in
 * the transaction of its batch.
 *
 * <p>A row that somebody has changed since it was found is not there any more by its place (ctid).
 * It needs nothing: the trigger, which is there by now, has made the newer version right.
 */
final class Sweep {

    private final Prove prove;
    private final Fill fill;
    private final FillAll all;
    private final Ranges ranges;
    private final FillFailure failure;

    Sweep(Database database, Prove prove, Fill fill, Ranges ranges, Checkpoint lane, Scope scope) {
        this.prove = prove;
        this.fill = fill;
        this.all = FillAll.of(fill);
        this.ranges = ranges;
        this.failure = new FillFailure(database, Stage.VERIFY, lane.run(), lane.step());
        failure.about(all, scope, ranges);
    }

    /**
     * Fills them, and looks again at what they are now.
     *
     * @param found places of wrong rows, as text of type {@code tid[]}
     * @return the cursor, with those that are wrong all the same
     */
    Checkpoint run(Connection connection, Checkpoint at, long wrong, String found, Attempt attempt)
            throws SQLException {
        String places = Identifier.literal(found) + "::tid[]";
        long[] filled = counts(connection, fill(places), attempt);
        long[] left = counts(connection, left(places), attempt);
        long still = filled[1] + left[0];
        String sql =
                """
                update godwit.checkpoint set mismatches = mismatches - %d, swept = swept + %d
                 where run = %d and step = %d and lane = %d returning mismatches, 0
                """
                        .formatted(wrong - still, filled[0], at.run(), at.step(), at.lane());
        return at.moved(at.position(), at.rows(), counts(connection, sql, attempt)[0]);
    }

    /**
     * A trigger of the application's may have the last word: so it is the written row that counts.
     */
    private String fill(String places) {
        return """
        with work as (%s returning (%s
                        ) is true as wrong)
        select count(*), count(*) filter (where wrong) from work
        """
                .formatted(FillForm.at(fill, places), prove.mismatch());
    }

    private String left(String places) {
        return "select count(*), 0 from %s where ctid = any(%s) and (%s\n) is true"
                .formatted(prove.table().sql(), places, prove.mismatch());
    }

    private static long[] counts(Connection connection, String sql, Attempt attempt)
            throws SQLException {
        return Database.ask(
                connection,
                sql,
                attempt,
                row -> {
                    row.next();
                    return new long[] {row.getLong(1), row.getLong(2)};
                });
    }

    /** Says which row it is that cannot be filled. */
    RuntimeException failure(SQLException cause, @Nullable Range range, Attempt attempt) {
        return failure.of(cause, range, part -> FillForm.of(all, ranges, part), attempt);
    }
}
