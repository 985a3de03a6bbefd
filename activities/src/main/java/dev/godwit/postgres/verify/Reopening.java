package dev.godwit.postgres.verify;

import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.RowWork.FillAll;
import dev.godwit.plan.step.ShadowWork;
import dev.godwit.plan.step.Work.Fill;
import dev.godwit.plan.step.Work.Prove;
import dev.godwit.plan.step.Work.ProveQuery;
import dev.godwit.plan.step.Work.Strategy;
import dev.godwit.postgres.fill.lane.Checkpoint;
import dev.godwit.postgres.fill.lane.Checkpoints;
import dev.godwit.postgres.fill.lane.Ranges;
import dev.godwit.postgres.fill.lane.Ranges.Start;
import dev.godwit.postgres.fill.range.BlockRanges;
import dev.godwit.postgres.fill.range.KeyRanges;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.state.Steps;
import dev.godwit.postgres.state.StoredStep;
import dev.godwit.postgres.state.StoredStep.State;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sends fill and verify steps back to where rows were wrong, in one transaction under the run row's
 * lock. Fences are raised, so no earlier attempt can move the cursors on.
 */
final class Reopening {

    /**
     * No heap: the first look at the table measures it. Not now, since the fill that comes first
     * moves rows to blocks which the table does not have yet.
     */
    private static final Start UNMEASURED = BlockRanges.start(0, 1, null);

    private final Connection connection;
    private final long run;

    Reopening(Connection connection, long run) {
        this.connection = connection;
        this.run = run;
    }

    /** A comparison that has ended begins again, with nothing found. */
    static Checkpoint anew(Database database, Checkpoint at) throws SQLException {
        return database.inTransaction(
                Scope.state(Scope.name(at.run(), at.step())),
                connection -> {
                    Mismatches.forget(connection, at.run(), at.step());
                    return Checkpoints.restart(connection, at, UNMEASURED, true);
                });
    }

    void everything() throws SQLException {
        List<StoredStep> steps = Steps.all(connection, run);
        Map<QualifiedName, Start> wrong = new LinkedHashMap<>();
        for (StoredStep stored : steps) {
            if (stored.step().work() instanceof Prove prove) {
                collect(stored.step().number(), prove, wrong);
            }
        }
        for (StoredStep stored : steps) {
            int number = stored.step().number();
            switch (stored.step().work()) {
                case Fill fill -> refill(stored, FillAll.of(fill), wrong.get(fill.table()));
                case FillAll fill -> refill(stored, fill, wrong.get(fill.table()));
                case Prove prove -> {
                    compareAgain(number, UNMEASURED);
                    open(stored);
                }
                case ShadowWork.ProveTwin twin -> {
                    compareAgain(number, UNMEASURED);
                    open(stored);
                }
                case ProveQuery query -> {
                    compareAgain(number, new Start("", "asked", null));
                    open(stored);
                }
                default -> {} // no rows
            }
        }
    }

    /** From the lowest wrong block to the highest, of all proofs of the table together. */
    private void collect(int step, Prove prove, Map<QualifiedName, Start> wrong)
            throws SQLException {
        List<Checkpoint> lanes = Checkpoints.all(connection, run, step);
        if (lanes.isEmpty()) {
            return;
        }
        if (!SyncState.comparedUnder(connection, lanes, prove).flaw().isEmpty()) {
            wrong.put(
                    prove.table(), new BlockRanges(prove.table()).starts(connection, 1).getFirst());
            return;
        }
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select min(from_position::bigint), max(to_position::bigint)"
                                + " from godwit.mismatch where run = ? and step = ?")) {
            select.setLong(1, run);
            select.setInt(2, step);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                long from = row.getLong(1);
                if (!row.wasNull()) {
                    Start start =
                            BlockRanges.start(from, row.getLong(2), lanes.getFirst().filenode());
                    wrong.merge(prove.table(), start, Reopening::both);
                }
            }
        }
    }

    private static Start both(Start one, Start other) {
        return BlockRanges.start(
                Math.min(Long.parseLong(one.position()), Long.parseLong(other.position())),
                Math.max(Long.parseLong(one.upto()), Long.parseLong(other.upto())),
                one.filenode());
    }

    /** All in lane 0; the others have nothing to do. */
    private void refill(StoredStep stored, FillAll fill, @Nullable Start blocks)
            throws SQLException {
        if (blocks == null) {
            return;
        }
        int step = stored.step().number();
        open(stored);
        List<Checkpoint> lanes = Checkpoints.all(connection, run, step);
        Start start =
                fill.strategy() == Strategy.BLOCKS
                        ? blocks
                        : keys(fill).starts(connection, 1).getFirst();
        for (Checkpoint lane : lanes) {
            Start share =
                    lane.lane() == 0
                            ? start
                            : new Start(start.upto(), start.upto(), start.filenode());
            Checkpoints.restart(connection, lane, share, false);
        }
    }

    /** Where wrong rows lie by key is not known: all keys, of which the filled ones are skipped. */
    private Ranges keys(FillAll fill) throws SQLException {
        return KeyRanges.of(connection, fill.table(), fill.key(), 1);
    }

    /** All in lane 0, which alone measures the table. */
    private void compareAgain(int step, Start start) throws SQLException {
        for (Checkpoint lane : Checkpoints.all(connection, run, step)) {
            Start share = lane.lane() == 0 ? start : BlockRanges.start(0, 0, null);
            Checkpoints.restart(connection, lane, share, true);
        }
        Mismatches.forget(connection, run, step);
    }

    private void open(StoredStep stored) throws SQLException {
        if (stored.state() == State.DONE) {
            Steps.mark(connection, run, stored.step().number(), State.STARTED);
        }
    }
}
