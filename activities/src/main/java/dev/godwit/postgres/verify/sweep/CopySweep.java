package dev.godwit.postgres.verify.sweep;

import dev.godwit.plan.step.ShadowWork.CopyRows;
import dev.godwit.postgres.fill.lane.Ranges;
import dev.godwit.postgres.fill.lane.Ranges.Range;
import dev.godwit.postgres.rows.RowFailure;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.shadow.CopyForm;
import dev.godwit.postgres.shadow.Twin;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Copies the rows that a comparison has found to be missing in a copy or to be others there, since
 * they were written before it followed.
 */
public final class CopySweep implements Sweep {

    private final CopyRows copy;
    private final Ranges ranges;
    private final RowFailure failure;

    /** Of what a comparison has found, by the copy that it follows. */
    public CopySweep(CopyRows copy, Ranges ranges, RowFailure failure) {
        this.copy = copy;
        this.ranges = ranges;
        this.failure = failure;
    }

    @Override
    public Written write(Connection connection, String places, Attempt attempt)
            throws SQLException {
        String sql = CopyForm.again(copy, "ctid = any(%s)".formatted(places));
        return new Written(Twin.write(connection, sql, attempt), 0);
    }

    @Override
    public RuntimeException failure(SQLException cause, @Nullable Range range, Attempt attempt) {
        return failure.of(cause, range == null ? "" : ranges.describe(range));
    }
}
