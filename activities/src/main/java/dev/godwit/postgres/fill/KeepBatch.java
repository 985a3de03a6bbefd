package dev.godwit.postgres.fill;

import dev.godwit.plan.sql.Identifier;
import dev.godwit.postgres.fill.lane.Batch;
import dev.godwit.postgres.fill.lane.Checkpoint;
import dev.godwit.postgres.fill.lane.Checkpoints;
import dev.godwit.postgres.fill.lane.Ranges;
import dev.godwit.postgres.fill.lane.Ranges.Range;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.EngineFailure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (Attempt.Running running = attempt.running(statement);
                    ResultSet row = statement.executeQuery(sql(at, range))) {
                return row.next()
                        ? Optional.of(at.moved(range.to(), row.getLong(1), 0))
                        : Optional.empty();
            }
        }
    }

    @Override
    public Optional<String> alone(Checkpoint at, Range range) {
        return Optional.of(sql(at, range));
    }

    private String sql(Checkpoint at, Range range) {
        return """
                with guard as (select 1 from godwit.checkpoint where %1$s%2$s for update),
                     work as (insert into %3$s (%4$s) select %4$s from %5$s
                               where %6$s and exists (select from guard)
                               on conflict (%7$s) do nothing returning 1)
                update godwit.checkpoint
                   set position = %8$s, rows = rows + (select count(*) from work), finished = %9$s,
                       at = clock_timestamp()
                 where %1$s and exists (select from guard) returning rows
                """
                .formatted(
                        Checkpoints.unmoved(at),
                        ranges.guard(),
                        saved.name().sql(),
                        saved.columns(),
                        saved.table().sql(),
                        ranges.condition(range),
                        saved.keyColumns(),
                        Identifier.literal(range.to()),
                        range.to().equals(at.upto()));
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
