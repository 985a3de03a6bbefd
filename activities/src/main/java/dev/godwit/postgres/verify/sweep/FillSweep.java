package dev.godwit.postgres.verify.sweep;

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
 * Fills the rows that a comparison has found wrong, where no trigger has followed the fill.
 *
 * <p>A row that somebody has changed since it was found is not there any more by its place (ctid).
 * It needs nothing: the trigger, which is there by now, has made the newer version right.
 */
public final class FillSweep implements Sweep {

    private final Prove prove;
    private final Fill fill;
    private final FillAll all;
    private final Ranges ranges;
    private final FillFailure failure;

    /** Of what a comparison has found, by the fill that it follows. */
    public FillSweep(
            Database database,
            Prove prove,
            Fill fill,
            Ranges ranges,
            Checkpoint lane,
            Scope scope) {
        this.prove = prove;
        this.fill = fill;
        this.all = FillAll.of(fill);
        this.ranges = ranges;
        this.failure = new FillFailure(database, Stage.VERIFY, lane.run(), lane.step());
        failure.about(all, scope, ranges);
    }

    /**
     * A trigger of the application's may have the last word: so it is the written row that counts.
     */
    @Override
    public Written write(Connection connection, String places, Attempt attempt)
            throws SQLException {
        String sql =
                """
                with work as (%s returning (%s
                                ) is true as wrong)
                select count(*), count(*) filter (where wrong) from work
                """
                        .formatted(FillForm.at(fill, places), prove.mismatch());
        long[] numbers = Database.numbers(connection, sql, attempt);
        return new Written(numbers[0], numbers[1]);
    }

    @Override
    public RuntimeException failure(SQLException cause, @Nullable Range range, Attempt attempt) {
        return failure.of(cause, range, part -> FillForm.of(all, ranges, part), attempt);
    }
}
