package dev.godwit.postgres.fill;

import dev.godwit.postgres.fill.lane.Batch;
import dev.godwit.postgres.fill.lane.Checkpoint;
import dev.godwit.postgres.fill.lane.Checkpoints;
import dev.godwit.postgres.fill.lane.Ranges;
import dev.godwit.postgres.fill.lane.Ranges.Range;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.EngineFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Copies the rows of a range; copies and cursor are one statement. */
final class KeepBatch implements Batch {

    private final SavedTable saved;
    private final Ranges ranges;
    private final Failing failing;

    /** Says why in four parts. */
    @FunctionalInterface
    interface Failing {
        EngineFailure of(SQLException cause, long run, int step);
    }

    KeepBatch(SavedTable saved, Ranges ranges, Failing failing) {
        this.saved = saved;
        this.ranges = ranges;
        this.failing = failing;
    }

    @Override
    public Optional<Checkpoint> run(
            Connection connection, Checkpoint at, Range range, Attempt attempt)
            throws SQLException {
        return Checkpoints.move(connection, at, range, sql(at, range), attempt);
    }

    @Override
    public Optional<String> alone(Checkpoint at, Range range) {
        return Optional.of(sql(at, range));
    }

    private String sql(Checkpoint at, Range range) {
        return Checkpoints.moving(
                at,
                range,
                ranges,
                """
                work as (insert into %1$s (%2$s) select %2$s from %3$s
                          where %4$s and exists (select from guard)
                          on conflict (%5$s) do nothing returning 1)\
                """
                        .formatted(
                                saved.name().sql(),
                                saved.columns(),
                                saved.table().sql(),
                                ranges.condition(range),
                                saved.keyColumns()));
    }

    @Override
    public Checkpoint restart(Connection connection, Checkpoint at, Ranges.Start start)
            throws SQLException {
        return Checkpoints.restart(connection, at, start, false);
    }

    @Override
    public RuntimeException failure(
            SQLException cause, Checkpoint at, @Nullable Range range, Attempt attempt) {
        return failing.of(cause, at.run(), at.step());
    }
}
