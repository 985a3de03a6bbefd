package dev.godwit.postgres.shadow;

import dev.godwit.plan.step.ShadowWork.ReplayDeletes;
import dev.godwit.postgres.fill.lane.Batch;
import dev.godwit.postgres.fill.lane.Checkpoint;
import dev.godwit.postgres.fill.lane.Checkpoints;
import dev.godwit.postgres.fill.lane.Ranges;
import dev.godwit.postgres.fill.lane.Ranges.Range;
import dev.godwit.postgres.fill.range.KeyNames;
import dev.godwit.postgres.rows.RowFailure;
import dev.godwit.postgres.session.Attempt;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Deletes from the copy the rows of a range of keys that the table does not have. In two
 * statements: the first locks what is there of those keys, and so waits for writers that have
 * written one of them again; only the second, whose snapshot is newer, sees whether the table has
 * it. Nobody can write one of them between the two; in one statement, what such a writer has
 * committed meanwhile would be deleted.
 */
final class ReplayBatch implements Batch {

    private final ReplayDeletes replay;
    private final Ranges ranges;
    private final RowFailure failure;

    ReplayBatch(ReplayDeletes replay, Ranges ranges, RowFailure failure) {
        this.replay = replay;
        this.ranges = ranges;
        this.failure = failure;
    }

    @Override
    public Optional<Checkpoint> run(
            Connection connection, Checkpoint at, Range range, Attempt attempt)
            throws SQLException {
        Twin.giveWay(connection);
        try (Statement statement = connection.createStatement();
                Attempt.Running running = attempt.running(statement)) {
            statement.execute(
                    "select from %s t where (%s) in (select %s from %s where %s) for update"
                            .formatted(
                                    replay.twin().sql(),
                                    KeyNames.list(replay.key()),
                                    KeyNames.list(replay.key()),
                                    ReplayRunner.keys(replay).sql(),
                                    ranges.condition(range)));
        }
        return Checkpoints.move(connection, at, range, sql(at, range), attempt);
    }

    private String sql(Checkpoint at, Range range) {
        return Checkpoints.moving(
                at,
                range,
                ranges,
                """
                gone as (delete from %1$s where %2$s and exists (select from guard) returning *),
                work as (delete from %3$s t where (%4$s) in (select %4$s from gone)
                           and not exists (select from %5$s o where %6$s) returning 1)\
                """
                        .formatted(
                                ReplayRunner.keys(replay).sql(),
                                ranges.condition(range),
                                replay.twin().sql(),
                                KeyNames.list(replay.key()),
                                replay.table().sql(),
                                KeyNames.same(replay.key(), "o", "t")));
    }

    @Override
    public Checkpoint restart(Connection connection, Checkpoint at, Ranges.Start start)
            throws SQLException {
        return Checkpoints.restart(connection, at, start, false);
    }

    @Override
    public RuntimeException failure(
            SQLException cause, Checkpoint at, @Nullable Range range, Attempt attempt) {
        return failure.of(cause, range == null ? "" : ranges.describe(range));
    }
}
