package dev.godwit.postgres.history.evidence;

import dev.godwit.plan.evidence.Migrated;
import dev.godwit.plan.step.LockMode;
import dev.godwit.plan.step.ScriptWork;
import dev.godwit.plan.step.Step;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.session.UserPath;
import dev.godwit.postgres.state.Run;
import dev.godwit.postgres.state.Runs;
import dev.godwit.postgres.state.Steps;
import dev.godwit.postgres.state.StoredStep;
import dev.godwit.workflow.checklist.RunFacts;
import dev.godwit.workflow.checklist.RunFacts.Approval;
import dev.godwit.workflow.checklist.RunFacts.Lock;
import dev.godwit.workflow.checklist.RunFacts.Migration;
import dev.godwit.workflow.checklist.StepFacts;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The newest run of a name, as the target has recorded it; sizes of tables are those of now. */
public final class RunLook {

    /** A ledger's line about a way back that was found and tried. Its note begins with a name. */
    public static final String TRIED = "way-back.tried";

    private static final String NAMED =
            "select id from godwit.run where name = ? order by id desc limit 1";

    private static final String APPROVED =
            "select actor, at, note from godwit.ledger where run = ? and event = 'gate.approved' order by id";

    private static final String NOTES =
            "select note from godwit.ledger where run = ? and event = ? order by id";

    private static final String LOCKS =
            """
            select lock, max(lock_ms) as ms, (array_agg(step order by lock_ms desc))[1] as step from godwit.ledger
            where run = ? and lock is not null and lock_ms is not null and phase <> 'ROLLING_BACK' group by lock
            """;

    private static final String RESTORE_POINT = "restore point \"";

    private RunLook() {}

    /** Reads it; empty when the target has no such run, or has never seen Godwit. */
    public static Optional<RunFacts> read(Database database, String name) throws SQLException {
        return database.inTransaction(
                Scope.state("godwit checklist"), connection -> read(connection, name));
    }

    private static Optional<RunFacts> read(Connection connection, String name) throws SQLException {
        if (!Rows.exists(connection, "godwit.run")) {
            return Optional.empty();
        }
        List<Long> ids = Rows.of(connection, NAMED, row -> row.getLong(1), name);
        return ids.isEmpty()
                ? Optional.empty()
                : Optional.of(facts(connection, Runs.get(connection, ids.getFirst())));
    }

    private static RunFacts facts(Connection connection, Run run) throws SQLException {
        List<StoredStep> stored = Steps.all(connection, run.id());
        List<Step> steps = stored.stream().map(StoredStep::step).toList();
        List<String> tried = notes(connection, run.id(), TRIED);
        List<Approval> approvals =
                Rows.of(
                        connection,
                        APPROVED,
                        row ->
                                new Approval(
                                        row.getString(1),
                                        row.getTimestamp(2).toInstant().toString(),
                                        row.getString(3)),
                        run.id());
        Lock lock = longest(connection, run.id());
        String restorePoint = restorePoint(notes(connection, run.id(), "snapshot.taken"));
        UserPath.apply(connection); // tables as the user's own statements name them
        StepReading reading = new StepReading(connection, run.id());
        List<StepFacts> facts = new ArrayList<>();
        for (StoredStep step : stored) {
            facts.add(reading.facts(step));
        }
        return new RunFacts(
                run.id(),
                run.name(),
                run.source(),
                run.hash(),
                run.outcome(),
                run.phase(),
                run.actor(),
                run.startedAt().toString(),
                run.endedAt() == null ? "" : run.endedAt().toString(),
                steps.stream()
                        .anyMatch(
                                step ->
                                        step.work() instanceof ScriptWork.Script
                                                || step.work() instanceof ScriptWork.Repair),
                Migrated.of(steps).stream().map(one -> migration(one, tried)).toList(),
                approvals,
                facts,
                lock,
                restorePoint);
    }

    private static Migration migration(Migrated one, List<String> tried) {
        return new Migration(
                one.name(),
                one.checksum(),
                one.back(),
                tried.stream().anyMatch(note -> note.startsWith(one.name() + ": ")));
    }

    private static List<String> notes(Connection connection, long run, String event)
            throws SQLException {
        return Rows.of(connection, NOTES, row -> row.getString(1), run, event);
    }

    private static String restorePoint(List<String> notes) {
        return notes.stream()
                .filter(note -> note.contains(RESTORE_POINT))
                .map(note -> note.substring(note.indexOf(RESTORE_POINT) + RESTORE_POINT.length()))
                .map(note -> note.replaceFirst("\".*", ""))
                .findFirst()
                .orElse("");
    }

    /** Of those that writers wait for. */
    private static Lock longest(Connection connection, long run) throws SQLException {
        return Rows.of(
                        connection,
                        LOCKS,
                        row ->
                                new Lock(
                                        row.getString("lock"),
                                        row.getDouble("ms"),
                                        row.getInt("step")),
                        run)
                .stream()
                .filter(lock -> blocksWriters(lock.mode()))
                .max(Comparator.comparing(Lock::millis))
                .orElse(new Lock("", 0, 0));
    }

    /**
     * @param held a mode, perhaps followed by tables
     */
    private static boolean blocksWriters(String held) {
        return Arrays.stream(LockMode.values())
                .filter(LockMode::blocksWriters)
                .anyMatch(mode -> held.equals(mode.sql()) || held.startsWith(mode.sql() + " on "));
    }
}
