package dev.godwit.postgres.recover;

import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.RowWork;
import dev.godwit.plan.step.ShadowWork;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Step;
import dev.godwit.plan.step.Work;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.fill.lane.Checkpoint;
import dev.godwit.postgres.fill.lane.Checkpoints;
import dev.godwit.postgres.fill.range.BlockRanges;
import dev.godwit.postgres.fill.slice.LaneReport;
import dev.godwit.postgres.recover.OpenRun.Told;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.state.Ledger;
import dev.godwit.postgres.state.LedgerLine;
import dev.godwit.postgres.state.Run;
import dev.godwit.postgres.state.RunOptions;
import dev.godwit.postgres.state.Runs;
import dev.godwit.postgres.state.Steps;
import dev.godwit.postgres.state.StoredStep;
import dev.godwit.postgres.state.StoredStep.State;
import dev.godwit.workflow.Phase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the open run of a plan, for somebody who takes it over. May be repeated. */
public final class OpenRuns {

    private static final String WAITED =
            """
            select coalesce(extract(epoch from clock_timestamp() - max(at)) * 1000, 0)::bigint
            from godwit.ledger where run = ? and event = 'phase.entered' and phase = 'HOLD'
            """;

    private static final String TOLD = "select * from godwit.control where run = ?";

    private final Database database;

    /** For one target, whose state schema is of this version. */
    public OpenRuns(Database database) {
        this.database = database;
    }

    /** The newest run of a plan, open or not. */
    public Optional<Run> newest(String plan) throws SQLException {
        return database.inTransaction(
                Scope.state("godwit recover"), connection -> Runs.newest(connection, plan));
    }

    /**
     * Says in the ledger that an open run is taken over, and tells where it goes on. A contract
     * that has dropped nothing yet is begun again after the hold: its proof may be old by now.
     *
     * @param taker who takes it over; written once for each
     * @return empty when the run has ended meanwhile
     */
    public Optional<OpenRun> takeOver(long id, String actor, String reason, String taker)
            throws SQLException {
        return database.inTransaction(
                Scope.state(Scope.name(id, 0)),
                connection -> {
                    Run run = Runs.lock(connection, id);
                    if (!run.open()) {
                        return Optional.empty();
                    }
                    String note =
                            "phase "
                                    + Phase.valueOf(run.phase())
                                    + (reason.isBlank() ? "" : ": " + reason);
                    Ledger.add(
                            connection,
                            id,
                            LedgerLine.of(actor, run.phase(), 0, "run.recovered", note)
                                    .once("recovered " + taker));
                    return Optional.of(read(connection, run));
                });
    }

    private static OpenRun read(Connection connection, Run run) throws SQLException {
        long id = run.id();
        List<StoredStep> steps = Steps.all(connection, id);
        Phase phase = Phase.valueOf(run.phase());
        if (phase == Phase.CONTRACT && untouched(steps)) {
            phase = Phase.HOLD;
            Runs.phase(connection, id, phase.name());
        }
        RunOptions options = RunOptions.of(run);
        Passages passages = Passages.read(connection, id, phase);
        Figures figures = new Figures();
        for (StoredStep stored : steps) {
            for (Checkpoint lane : Checkpoints.all(connection, id, stored.step().number())) {
                figures.add(stored.step(), lane);
            }
        }
        return new OpenRun(
                run,
                steps.stream().map(StoredStep::step).toList(),
                options,
                phase,
                // What preflight found is stored; asking again would ask for the plan's text.
                phase == Phase.PREFLIGHT,
                passages.refilled(),
                phase == Phase.HOLD ? rest(connection, id, options.hold()) : options.hold(),
                passages.opened(options),
                figures.lanes,
                figures.rows,
                figures.compared,
                figures.mismatches,
                told(connection, id));
    }

    private static boolean untouched(List<StoredStep> steps) {
        return steps.stream()
                .filter(stored -> stored.step().stage() == Stage.CONTRACT)
                .allMatch(stored -> stored.state() == State.PENDING);
    }

    private static Duration rest(Connection connection, long run, Duration hold)
            throws SQLException {
        long waited = Rows.of(connection, WAITED, row -> row.getLong(1), run).getFirst();
        Duration rest = hold.minusMillis(waited);
        return rest.isNegative() ? Duration.ZERO : rest;
    }

    private static @Nullable Told told(Connection connection, long run) throws SQLException {
        return Rows.of(
                        connection,
                        TOLD,
                        row ->
                                new Told(
                                        row.getString("actor"),
                                        row.getBoolean("paused"),
                                        row.getObject("max_rows_per_second", Long.class),
                                        row.getObject("lanes", Integer.class),
                                        row.getString("open_hours"),
                                        row.getString("preset")),
                        run)
                .stream()
                .findFirst()
                .orElse(null);
    }

    /** What the cursors say, summed up. */
    private static final class Figures {
        private final Map<String, LaneReport> lanes = new HashMap<>();
        private long rows;
        private long compared;
        private long mismatches;

        void add(Step step, Checkpoint lane) {
            lanes.put(
                    step.number() + "." + lane.lane(),
                    new LaneReport(
                            lane.finished(),
                            lane.rows(),
                            lane.mismatches(),
                            percent(step.work(), lane)));
            if (step.stage() == Stage.BACKFILL || step.work() instanceof RowWork.DeleteRows) {
                rows += lane.rows();
            } else {
                compared += lane.rows();
                mismatches += lane.mismatches();
            }
        }

        private static int percent(Work work, Checkpoint lane) {
            QualifiedName blocks =
                    switch (work) {
                        case Work.Fill fill ->
                                fill.strategy() == Work.Strategy.BLOCKS ? fill.table() : null;
                        case RowWork.FillAll fill ->
                                fill.strategy() == Work.Strategy.BLOCKS ? fill.table() : null;
                        case RowWork.DeleteRows delete ->
                                delete.strategy() == Work.Strategy.BLOCKS ? delete.table() : null;
                        case RowWork.ProveNone none -> none.table();
                        case ShadowWork.CopyRows copy -> copy.table();
                        case ShadowWork.ProveTwin twin -> twin.table();
                        case Work.Prove prove -> prove.table();
                        default -> null;
                    };
            // Where positions are keys, the next slice says how far that is.
            return blocks == null
                    ? lane.finished() ? 100 : 0
                    : new BlockRanges(blocks).percent(lane);
        }
    }
}
