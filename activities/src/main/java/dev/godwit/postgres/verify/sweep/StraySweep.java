package dev.godwit.postgres.verify.sweep;

import dev.godwit.plan.step.ShadowWork.ProveTwin;
import dev.godwit.postgres.fill.lane.Ranges;
import dev.godwit.postgres.fill.lane.Ranges.Range;
import dev.godwit.postgres.rows.RowFailure;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.shadow.Twin;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Takes rows out of a copy that were deleted in its table before it followed. */
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
        String stray = "ctid = any(%s) and (%s) is true".formatted(places, twin.where());
        return new Written(Twin.takeOut(connection, twin.table(), stray, attempt), 0);
    }

    @Override
    public RuntimeException failure(SQLException cause, @Nullable Range range, Attempt attempt) {
        return failure.of(cause, range == null ? "" : ranges.describe(range));
    }
}
