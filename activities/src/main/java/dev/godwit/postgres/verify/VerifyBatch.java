package dev.godwit.postgres.verify;

import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.step.Work.Prove;
import dev.godwit.postgres.fill.lane.Batch;
import dev.godwit.postgres.fill.lane.Checkpoint;
import dev.godwit.postgres.fill.lane.Checkpoints;
import dev.godwit.postgres.fill.lane.Ranges;
import dev.godwit.postgres.fill.lane.Ranges.Range;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.state.Ledger;
import dev.godwit.postgres.state.LedgerLine;
import dev.godwit.postgres.state.StepJson;
import dev.godwit.postgres.verify.sweep.Sweep;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares the rows of a range. Needs no snapshot of the whole table: the trigger keeps every row
 * right that was right, so what counts is that it was there, untouched, from before the first range
 * until after the last; which those two ranges look at.
 */
final class VerifyBatch implements Batch {

    private final Prove prove;
    private final Ranges ranges;
    private final VerifyFailure failure;
    private final @Nullable Sweep sweep;

    /**
     * @param sweep what is done with wrong rows; null leaves them as they are
     */
    VerifyBatch(Prove prove, Ranges ranges, VerifyFailure failure, @Nullable Sweep sweep) {
        this.prove = prove;
        this.ranges = ranges;
        this.failure = failure;
        this.sweep = sweep;
    }

    @Override
    public Optional<Checkpoint> run(
            Connection connection, Checkpoint at, Range range, Attempt attempt)
            throws SQLException {
        Checkpoint begun = at;
        if (at.witness() == null) {
            // Before the rows are read: from here on the trigger must not change.
            begun = at.witness(StepJson.write(SyncState.read(connection, prove)));
        }
        Optional<Compared> compared = compare(connection, at, begun, range, attempt);
        if (compared.isEmpty()) {
            return Optional.empty();
        }
        Checkpoint moved = compared.get().moved();
        String places = compared.get().wrong();
        if (sweep != null && places != null) {
            long found = moved.mismatches() - at.mismatches();
            moved = sweep(sweep, connection, moved, found, places, attempt);
        }
        long wrong = moved.mismatches() - at.mismatches();
        if (wrong > 0) {
            Mismatches.keep(connection, moved, prove, range, ranges.condition(range), wrong);
        }
        return Optional.of(moved.finished() ? finish(connection, moved) : moved);
    }

    /**
     * Has them written, and looks again at what they are now.
     *
     * @return the cursor, with those that are wrong all the same
     */
    private Checkpoint sweep(
            Sweep with,
            Connection connection,
            Checkpoint at,
            long wrong,
            String found,
            Attempt attempt)
            throws SQLException {
        String places = Identifier.literal(found) + "::tid[]";
        Sweep.Written written = with.write(connection, places, attempt);
        long left =
                Database.numbers(
                        connection,
                        "select count(*) from %s where ctid = any(%s) and (%s\n) is true"
                                .formatted(prove.table().sql(), places, prove.mismatch()),
                        attempt)[0];
        String sql =
                """
                update godwit.checkpoint set mismatches = mismatches - %d, swept = swept + %d
                 where run = %d and step = %d and lane = %d returning mismatches
                """
                        .formatted(
                                wrong - written.wrong() - left,
                                written.rows(),
                                at.run(),
                                at.step(),
                                at.lane());
        return at.moved(at.position(), at.rows(), Database.numbers(connection, sql, attempt)[0]);
    }

    /**
     * A range that was compared.
     *
     * @param wrong places of wrong rows, where they are wanted and there are any
     */
    private record Compared(Checkpoint moved, @Nullable String wrong) {}

    /** Empty when the cursor was not as given. */
    private Optional<Compared> compare(
            Connection connection, Checkpoint at, Checkpoint begun, Range range, Attempt attempt)
            throws SQLException {
        String unmoved = Checkpoints.unmoved(at);
        boolean places = sweep != null;
        String sql =
                """
                with guard as (select 1 from godwit.checkpoint where %1$s%2$s for update),
                     found as materialized (
                       select count(*) as rows, %9$s filter (where (%3$s
                         ) is true) as wrong
                         from %4$s where %5$s and exists (select from guard))
                update godwit.checkpoint
                   set position = %6$s, rows = rows + (select f.rows from found f),
                       mismatches = mismatches + (select %10$s from found f), finished = %7$s,
                       witness = %8$s, at = clock_timestamp()
                 where %1$s and exists (select from guard)
                returning rows, mismatches, (select f.wrong::text from found f)
                """
                        .formatted(
                                unmoved,
                                ranges.guard(),
                                prove.mismatch(),
                                prove.table().sql(),
                                ranges.condition(range),
                                Identifier.literal(range.to()),
                                range.to().equals(at.upto()),
                                Identifier.literal(String.valueOf(begun.witness())),
                                places ? "array_agg(ctid)" : "count(*)",
                                places ? "coalesce(cardinality(f.wrong), 0)" : "f.wrong");
        return Database.ask(
                connection,
                sql,
                attempt,
                row ->
                        row.next()
                                ? Optional.of(
                                        new Compared(
                                                begun.moved(
                                                        range.to(), row.getLong(1), row.getLong(2)),
                                                row.getString(3)))
                                : Optional.empty());
    }

    /** After the last rows were read: is everything as it was before the first were? */
    private Checkpoint finish(Connection connection, Checkpoint at) throws SQLException {
        SyncState first = StepJson.read(String.valueOf(at.witness()), SyncState.class);
        String flaw =
                first.flaw().isEmpty()
                        ? SyncState.read(connection, prove).since(first)
                        : first.flaw();
        Checkpoint ended = at.witness(StepJson.write(first.flawed(flaw)));
        Checkpoints.witness(connection, ended, ended.witness());
        String note =
                "%s%d rows of %s compared%s, %d wrong%s"
                        .formatted(
                                prove.lanes() > 1 ? "lane %d: ".formatted(at.lane()) : "",
                                at.rows(),
                                prove.table(),
                                sweep == null
                                        ? ""
                                        : ", %d put right that were written before the trigger"
                                                .formatted(Checkpoints.swept(connection, at)),
                                at.mismatches(),
                                flaw.isEmpty() ? "" : "; void: " + flaw);
        Ledger.add(
                connection,
                at.run(),
                LedgerLine.of("godwit", "VERIFY", at.step(), "verify.done", note));
        return ended;
    }

    @Override
    public Checkpoint restart(Connection connection, Checkpoint at, Ranges.Start start)
            throws SQLException {
        if (prove.lanes() > 1 && at.filenode() != null) {
            return rewritten(connection, at);
        }
        Mismatches.forget(connection, at.run(), at.step());
        return Checkpoints.restart(connection, at, start, true);
    }

    /**
     * Lanes that measure a rewritten table one after another may leave rows between them, and one
     * that has ended does not look again: so the comparison is void, and begins anew as a whole.
     */
    private static Checkpoint rewritten(Connection connection, Checkpoint at) throws SQLException {
        Checkpoint ended =
                Checkpoints.restart(
                        connection,
                        at,
                        new Ranges.Start(at.upto(), at.upto(), at.filenode()),
                        true);
        Checkpoint told =
                ended.witness(
                        StepJson.write(
                                SyncState.spoilt("the table was rewritten while it was compared")));
        Checkpoints.witness(connection, told, told.witness());
        return told;
    }

    @Override
    public RuntimeException failure(
            SQLException cause, Checkpoint at, @Nullable Range range, Attempt attempt) {
        return sweep == null
                ? failure.of(cause, range == null ? "" : ranges.describe(range))
                : sweep.failure(cause, range, attempt);
    }
}
