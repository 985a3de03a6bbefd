package dev.godwit.postgres.undo;

import dev.godwit.plan.problem.Problem;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.session.EngineFailure;
import dev.godwit.postgres.snapshot.KeptItem;
import dev.godwit.postgres.snapshot.Manifest;
import dev.godwit.postgres.state.Ledger;
import dev.godwit.postgres.state.LedgerLine;
import dev.godwit.postgres.state.Run;
import dev.godwit.postgres.state.RunOptions;
import dev.godwit.postgres.state.RunOptions.StoredGate;
import dev.godwit.postgres.state.Runs;
import dev.godwit.postgres.state.Steps;
import dev.godwit.postgres.state.StoredStep;
import dev.godwit.postgres.state.TableLocks;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides what a rollback takes back, and keeps every attempt forward from committing any more. */
final class UndoPlanner {

    /** From then on new code may use what the run has added. */
    private static final String BEYOND_APPLY =
            """
            select exists (select from godwit.ledger where run = ? and (
                event = 'phase.entered' and phase in ('BACKFILL', 'VERIFY', 'CONSTRAIN', 'HOLD', 'CONTRACT')
                or event = 'run.ended' and phase = 'DONE'))
            """;

    private UndoPlanner() {}

    static Optional<UndoList> plan(Connection connection, String plan, String actor, String reason)
            throws SQLException {
        Optional<Run> newest = Runs.newest(connection, plan);
        if (newest.isEmpty()) {
            return Optional.empty();
        }
        Run run = Runs.lock(connection, newest.get().id());
        List<StoredStep> steps = new ArrayList<>();
        List<String> losses = new ArrayList<>();
        for (int number : Steps.toUndo(connection, run.id())) {
            StoredStep step = Steps.get(connection, run.id(), number);
            steps.add(step);
            losses.addAll(step.step().losses());
        }
        losses.addAll(pruned(connection, run.id(), steps));
        if (!run.open()) {
            reopen(connection, run, !steps.isEmpty());
        }
        Runs.phase(connection, run.id(), "ROLLING_BACK");
        String note =
                (reason.isEmpty() ? "" : reason + "; ")
                        + (steps.size() == 1 ? "1 step" : steps.size() + " steps")
                        + " to take back"
                        + (losses.isEmpty()
                                ? ""
                                : "; not brought back: " + String.join("; ", losses));
        Ledger.add(
                connection,
                run.id(),
                LedgerLine.of(actor, "ROLLING_BACK", 0, "rollback.started", note)
                        .once("rollback " + run.endedAt() + steps.size()));
        StoredGate gate =
                steps.isEmpty() || !Rows.holds(connection, BEYOND_APPLY, run.id())
                        ? null
                        : RunOptions.of(run).gates().get("ROLLBACK");
        return Optional.of(new UndoList(run, steps, losses, gate));
    }

    /** Somebody has had it removed: a rollback goes without it. */
    private static List<String> pruned(Connection connection, long run, List<StoredStep> steps)
            throws SQLException {
        List<String> pruned = new ArrayList<>();
        if (Manifest.known(connection)) {
            for (KeptItem item : Manifest.items(connection, run)) {
                KeptItem.Pruned by = item.pruned();
                if (by != null
                        && steps.stream().anyMatch(step -> step.step().number() == item.step())) {
                    pruned.add(
                            "(%s: what was kept was pruned by %s on %s)"
                                    .formatted(
                                            item.words(),
                                            by.by(),
                                            by.at().toString().substring(0, 10)));
                }
            }
        }
        return pruned;
    }

    private static void reopen(Connection connection, Run run, boolean changes)
            throws SQLException {
        List<TableLocks.Conflict> conflicts =
                changes
                        ? TableLocks.retake(connection, run.id(), RunOptions.of(run).tables())
                        : List.of();
        if (!conflicts.isEmpty()) {
            TableLocks.Conflict first = conflicts.getFirst();
            throw new EngineFailure(
                    EngineFailure.Kind.PERMANENT,
                    new Problem(
                            "GW-307",
                            "%s cannot be taken back now".formatted(run.name()),
                            "run " + run.name(),
                            "run %s works on table %s".formatted(first.run(), first.table()),
                            "let it end or roll it back first: godwit status " + first.run()),
                    null);
        }
        if (changes) {
            LaterRuns.refuse(connection, run);
        }
        Runs.reopen(connection, run.id());
    }
}
