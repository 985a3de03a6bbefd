package dev.godwit.postgres.fill.lane;

import dev.godwit.plan.problem.Problem;
import dev.godwit.postgres.fill.lane.Ranges.Range;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.EngineFailure;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.session.SqlFailure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Works through a lane, batch by batch, each in a transaction of its own that moves rows and cursor
 * together under the fence. Whatever ends it, and whenever, the next attempt goes on at the last
 * committed batch. One per slice; not thread-safe.
 */
public final class LaneLoop {

    /** Refusals in a row, without a newer attempt, that cannot be explained any more. */
    private static final int REFUSALS = 20;

    /** Time-outs in a row of a batch that cannot be made smaller. */
    private static final int SMALLEST_TIMEOUTS = 3;

    /** How long a rest goes on before it is asked for anew. */
    private static final Duration REST = Duration.ofMillis(500);

    private final Database database;
    private final Scope scope;
    private final Ranges ranges;
    private final Batch batch;
    private final BatchSize size;
    private final Throttle throttle;
    private final LongSupplier nanos;
    private final Backoff backoff = new Backoff();
    private @Nullable Range range;
    private long tried;
    private boolean sure;
    private Duration rest = Duration.ZERO;
    private int refusals;
    private int timeouts;

    /**
     * @param nanos a clock like {@code System::nanoTime}
     */
    public LaneLoop(
            Database database,
            Scope scope,
            Ranges ranges,
            Batch batch,
            BatchSize size,
            Throttle throttle,
            LongSupplier nanos) {
        this.database = database;
        this.scope = scope;
        this.ranges = ranges;
        this.batch = batch;
        this.size = size;
        this.throttle = throttle;
        this.nanos = nanos;
    }

    /**
     * Goes on until the lane or the budget ends. However short the budget, one batch is tried.
     *
     * @throws StaleAttemptException when a newer attempt has begun; this one's last batch is undone
     * @throws EngineFailure when a batch cannot succeed by itself
     * @throws SQLException when the database is out of reach for longer than a few tries
     */
    public Checkpoint run(Checkpoint begin, Duration budget, Attempt attempt) throws SQLException {
        long began = nanos.getAsLong();
        Checkpoint at = begin;
        for (int round = 0; !at.finished(); round++) {
            attempt.check();
            tried = nanos.getAsLong();
            try {
                at = sure ? step(at, attempt) : look(at, attempt);
            } catch (Refused refused) {
                sure = false;
                if (++refusals > REFUSALS) {
                    throw unexplained(at);
                }
            } catch (SQLException failure) {
                sure = false;
                attempt.check(); // a cancelled statement of an ended attempt is no failure
                recover(failure, at, attempt);
            }
            if (!rested(began, budget, attempt)) {
                break;
            }
            // The first round only looks.
            if (round > 0 && sure && nanos.getAsLong() - began >= budget.toNanos()) {
                break;
            }
        }
        return at;
    }

    private Checkpoint step(Checkpoint at, Attempt attempt) throws SQLException {
        range = null;
        Optional<Range> known = ranges.next(at, size.get()).map(to -> new Range(at.position(), to));
        Optional<String> alone = known.flatMap(next -> batch.alone(at, next));
        Checkpoint moved =
                alone.isPresent()
                        ? alone(at, known.get(), alone.get(), attempt)
                        : together(at, attempt);
        Duration took = Duration.ofNanos(nanos.getAsLong() - tried);
        long rows = moved.rows() - at.rows();
        size.took(took, rows);
        backoff.reset();
        refusals = 0;
        timeouts = 0;
        attempt.batch(rows, took);
        report(moved, attempt);
        rest = throttle.rest(rows, took);
        // Said before the rest and kept over the next batch: it is what makes the lane slow.
        attempt.held(rest.isPositive() ? throttle.name() : "");
        return moved;
    }

    private Checkpoint together(Checkpoint at, Attempt attempt) throws SQLException {
        return database.inTransaction(
                scope,
                connection -> {
                    String to = ranges.next(connection, at, size.get(), attempt);
                    Range next = new Range(at.position(), to);
                    range = next;
                    return batch.run(connection, at, next, attempt).orElseThrow(Refused::new);
                });
    }

    /** The same in one exchange with the server: rows are not locked while an answer travels. */
    private Checkpoint alone(Checkpoint at, Range next, String sql, Attempt attempt)
            throws SQLException {
        range = next;
        return database.statement(
                scope,
                sql,
                attempt,
                row -> Checkpoints.moved(at, next, row).orElseThrow(Refused::new));
    }

    /** Rests; false when something holds the lane until its budget is over. */
    private boolean rested(long began, Duration budget, Attempt attempt) {
        if (throttle.holds()) {
            rest = throttle.rest(0, Duration.ZERO);
        }
        while (rest.isPositive()) {
            attempt.held(throttle.name()); // it may have changed meanwhile
            if (throttle.holds() && nanos.getAsLong() - began >= budget.toNanos()) {
                return false;
            }
            attempt.sleep(rest.compareTo(REST) < 0 ? rest : REST);
            rest = throttle.rest(0, Duration.ZERO);
        }
        return true;
    }

    private void report(Checkpoint at, Attempt attempt) {
        attempt.report(
                "step %d, lane %d: %d rows, %d %%"
                        .formatted(at.step(), at.lane(), at.rows(), ranges.percent(at)));
    }

    /** After a refusal or a failure of unknown outcome, and at the start: the row decides. */
    private Checkpoint look(Checkpoint at, Attempt attempt) throws SQLException {
        Checkpoint seen =
                database.inTransaction(
                        scope,
                        connection -> {
                            Checkpoint found = Checkpoints.again(connection, at);
                            if (found.fence() != at.fence()) {
                                throw StaleAttemptException.overtaken(at);
                            }
                            Optional<Ranges.Start> start =
                                    found.finished()
                                            ? Optional.empty()
                                            : ranges.moved(connection, found);
                            return start.isEmpty()
                                    ? found
                                    : batch.restart(connection, found, start.get());
                        });
        sure = true;
        if (seen.rows() > at.rows()) {
            // Committed, though the answer was lost.
            attempt.batch(seen.rows() - at.rows(), Duration.ofNanos(nanos.getAsLong() - tried));
        }
        report(seen, attempt);
        return seen;
    }

    private void recover(SQLException failure, Checkpoint at, Attempt attempt) throws SQLException {
        switch (Backoff.kind(failure)) {
            case RETRY -> {
                if (SqlFailure.deadlock(failure)) {
                    size.halve();
                }
                backoff.failed(failure, attempt);
            }
            case LOCK_NOT_AVAILABLE -> {
                size.halve(); // gets as far as the row or table that is held
                attempt.waitedForLock(Duration.ofNanos(nanos.getAsLong() - tried));
                attempt.held("waiting for a lock");
                backoff.wait(attempt);
            }
            case TIMED_OUT -> {
                if (!size.halve() && ++timeouts >= SMALLEST_TIMEOUTS) {
                    throw batch.failure(failure, at, range, attempt);
                }
            }
            case DISK_FULL, PERMANENT -> throw batch.failure(failure, at, range, attempt);
        }
    }

    private static EngineFailure unexplained(Checkpoint at) {
        return new EngineFailure(
                EngineFailure.Kind.BUG,
                new Problem(
                        "GW-349",
                        "the cursor of step %d, lane %d refuses every batch"
                                .formatted(at.step(), at.lane()),
                        "run " + at.run(),
                        "its row in godwit.checkpoint changes without a newer attempt",
                        "look for somebody who updates godwit.checkpoint by hand, then resume"),
                null);
    }

    /** Rolls the transaction back: the cursor was not where the batch began. */
    private static final class Refused extends RuntimeException {
        Refused() {
            super("the cursor has moved", null, false, false);
        }
    }
}
