package dev.godwit.postgres.rows;

import static java.util.stream.Collectors.joining;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.step.RowWork.DeleteRows;
import dev.godwit.postgres.fill.lane.Batch;
import dev.godwit.postgres.fill.lane.Checkpoint;
import dev.godwit.postgres.fill.lane.Checkpoints;
import dev.godwit.postgres.fill.lane.Ranges;
import dev.godwit.postgres.fill.lane.Ranges.Range;
import dev.godwit.postgres.fill.lane.Ranges.Start;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.EngineFailure;
import dev.godwit.postgres.state.Ledger;
import dev.godwit.postgres.state.LedgerLine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Deletes the rows of a range; what is saved of them and the cursor are in the same statement. At
 * the end of a pass that has found any the cursor goes back to its beginning: a row may have moved
 * behind it. The cursor's count of mismatches is that of the pass.
 */
final class DeleteBatch implements Batch {

    /** Passes of one slice: somebody writes such rows as fast as they are deleted. */
    private static final int MOST_PASSES = 20;

    private final DeleteRows delete;
    private final Ranges ranges;
    private final RowFailure failure;
    private int passes;

    DeleteBatch(DeleteRows delete, Ranges ranges, RowFailure failure) {
        this.delete = delete;
        this.ranges = ranges;
        this.failure = failure;
    }

    @Override
    public Optional<Checkpoint> run(
            Connection connection, Checkpoint at, Range range, Attempt attempt)
            throws SQLException {
        boolean last = range.to().equals(at.upto());
        Start again = last ? again(connection, at) : null;
        Optional<Checkpoint> moved =
                Database.ask(
                        connection,
                        sql(connection, at, range, again),
                        attempt,
                        row -> row.next() ? Optional.of(read(row, at)) : Optional.empty());
        if (last && moved.isPresent()) {
            ended(connection, at, moved.get());
        }
        return moved;
    }

    /** What the next pass has to look at: in the last lane also rows that came since. */
    private Start again(Connection connection, Checkpoint at) throws SQLException {
        if (at.lane() < Math.max(1, delete.lanes()) - 1) {
            return new Start(at.origin(), at.upto(), at.filenode());
        }
        Start whole = ranges.starts(connection, 1).getFirst();
        return whole.empty() || delete.lanes() <= 1
                ? whole
                : new Start(at.origin(), whole.upto(), whole.filenode());
    }

    private String sql(Connection connection, Checkpoint at, Range range, @Nullable Start again)
            throws SQLException {
        return """
        with guard as (select 1 from godwit.checkpoint where %1$s%2$s for update),
             gone as (delete from %3$s where %4$s and (%5$s
                        ) and exists (select from guard) returning %6$s)%7$s
        update godwit.checkpoint
           set %8$s, rows = rows + (select count(*) from gone), at = clock_timestamp()
         where %1$s and exists (select from guard)
        returning position, upto, rows, mismatches, finished
        """
                .formatted(
                        Checkpoints.unmoved(at),
                        ranges.guard(),
                        delete.table().sql(),
                        ranges.condition(range),
                        delete.where(),
                        delete.saved() == null ? "1" : "*",
                        keep(connection),
                        moves(at, Identifier.literal(range.to()), again));
    }

    /** On in the pass, or to its beginning, or to its end. */
    private static String moves(Checkpoint at, String to, @Nullable Start again) {
        if (again == null) {
            return "position = %s, mismatches = mismatches + (select count(*) from gone)"
                    .formatted(to);
        }
        if (again.empty()) {
            return "position = %1$s, upto = %1$s, mismatches = 0, finished = true".formatted(to);
        }
        return """
        position = case when %1$d + (select count(*) from gone) > 0 then %3$s else %2$s end,
               upto = case when %1$d + (select count(*) from gone) > 0 then %4$s else %2$s end,
               finished = %1$d + (select count(*) from gone) = 0, mismatches = 0
        """
                .formatted(
                        at.mismatches(),
                        to,
                        Identifier.literal(again.position()),
                        Identifier.literal(again.upto()))
                .strip();
    }

    /** A row that comes and goes again is kept as it was last. */
    private String keep(Connection connection) throws SQLException {
        if (delete.saved() == null) {
            return "";
        }
        SavedWhole saved = SavedWhole.of(delete.saved(), delete.table(), delete.key());
        List<String> columns = saved.columns(connection);
        String all = String.join(", ", columns);
        return """
        , kept as (insert into %1$s (%2$s) select %2$s from gone
             on conflict (%3$s) do update set %4$s)
        """
                .formatted(
                        saved.name().sql(),
                        all,
                        saved.keys(),
                        columns.stream()
                                .map(name -> name + " = excluded." + name)
                                .collect(joining(", ")));
    }

    private static Checkpoint read(ResultSet row, Checkpoint at) throws SQLException {
        return new Checkpoint(
                at.run(),
                at.step(),
                at.lane(),
                at.fence(),
                at.origin(),
                row.getString("position"),
                row.getString("upto"),
                at.filenode(),
                row.getLong("rows"),
                row.getLong("mismatches"),
                row.getBoolean("finished"),
                at.witness());
    }

    private void ended(Connection connection, Checkpoint at, Checkpoint moved) throws SQLException {
        if (moved.finished()) {
            String kept = delete.saved() == null ? "not kept" : "kept in godwit." + delete.saved();
            String note =
                    "lane %d: %d rows of %s deleted, %s; the last pass found none"
                            .formatted(at.lane(), moved.rows(), delete.table(), kept);
            Ledger.add(
                    connection,
                    at.run(),
                    LedgerLine.of("godwit", "CONTRACT", at.step(), "delete.done", note));
        } else if (++passes >= MOST_PASSES) {
            throw endless(at);
        }
    }

    private EngineFailure endless(Checkpoint at) {
        return new EngineFailure(
                EngineFailure.Kind.PERMANENT,
                new Problem(
                        "GW-315",
                        "rows of %s are written as fast as they are deleted"
                                .formatted(delete.table()),
                        "run %d, step %d, lane %d".formatted(at.run(), at.step(), at.lane()),
                        "each of %d passes found some again".formatted(MOST_PASSES),
                        "stop the code that writes them and resume, or roll back"),
                null);
    }

    @Override
    public Checkpoint restart(Connection connection, Checkpoint at, Start start)
            throws SQLException {
        return Checkpoints.restart(connection, at, start, false);
    }

    @Override
    public RuntimeException failure(
            SQLException cause, Checkpoint at, @Nullable Range range, Attempt attempt) {
        return failure.of(cause, range == null ? "" : ranges.describe(range));
    }
}
