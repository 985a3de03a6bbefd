package dev.godwit.postgres.verify.sweep;

import dev.godwit.plan.step.ShadowWork.ProveTwin;
import dev.godwit.postgres.fill.lane.Ranges;
import dev.godwit.postgres.fill.lane.Ranges.Range;
import dev.godwit.postgres.rows.RowFailure;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.shadow.Twin;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Takes rows out of a copy that were deleted in its table before it followed. In two statements:
 * the first locks them, and so waits for writers that have written one of them again; only the
 * second, whose snapshot is newer, sees whether the table has it by now. Nobody can write one of
 * them between the two; in one statement, what such a writer has committed meanwhile would be
 * deleted.
 */
public final class StraySweep implements Sweep {

    private final ProveTwin twin;
    private final Ranges ranges;
    private final RowFailure failure;

    /** Of what a look at the copy has found. */
    public StraySweep(ProveTwin twin, Ranges ranges, RowFailure failure) {
        this.twin = twin;
        this.ranges = ranges;
        this.failure = failure;
    }

    @Override
    public Written write(Connection connection, String places, Attempt attempt)
            throws SQLException {
        Twin.giveWay(connection);
        Database.ask(
                connection,
                "select from %s where ctid = any(%s) for update"
                        .formatted(twin.table().sql(), places),
                attempt,
                row -> row.next());
        return Written.read(
                connection,
                """
                with work as (delete from %s where ctid = any(%s) and (%s) is true returning 1)
                select count(*), 0 from work
                """
                        .formatted(twin.table().sql(), places, twin.where()),
                attempt);
    }

    @Override
    public RuntimeException failure(SQLException cause, @Nullable Range range, Attempt attempt) {
        return failure.of(cause, range == null ? "" : ranges.describe(range));
    }
}
