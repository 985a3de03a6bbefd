package dev.godwit.postgres.verify;

import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Work.Prove;
import dev.godwit.plan.step.Work.ProveQuery;
import dev.godwit.postgres.fill.lane.Checkpoint;
import dev.godwit.postgres.fill.lane.Checkpoints;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.state.Ledger;
import dev.godwit.postgres.state.LedgerLine;
import dev.godwit.postgres.state.Run;
import dev.godwit.postgres.state.Runs;
import dev.godwit.postgres.state.StepJson;
import dev.godwit.postgres.state.Steps;
import dev.godwit.postgres.state.StoredStep;
import dev.godwit.postgres.state.StoredStep.State;
import dev.godwit.postgres.verify.StoredProof.Witness;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The proof of a run: that every row was compared and found right while the triggers that keep rows
 * right stood untouched. Thread-safe; every method may be repeated.
 */
public final class Proofs {

    private final Database database;

    public Proofs(Database database) {
        this.database = database;
    }

    /** Sums up what the steps of verify found, and stores it. Red also when one is unfinished. */
    public ProofResult prove(long run) throws SQLException {
        return database.inTransaction(Scope.state(Scope.name(run, 0)), c -> prove(c, run));
    }

    /**
     * Looks whether the stored proof still holds: nothing it rests on has changed since. Once a
     * step of contract has begun, the proof that let it begin is the answer.
     */
    public ProofResult renew(long run) throws SQLException {
        return database.inTransaction(Scope.state(Scope.name(run, 0)), c -> renew(c, run));
    }

    /**
     * Makes verify start anew, and the fill steps fill again where rows were wrong. Everything when
     * a trigger was not as planned: any row may be wrong then.
     */
    public void reopen(long run) throws SQLException {
        database.transaction(
                Scope.state(Scope.name(run, 0)),
                connection -> {
                    Runs.lock(connection, run);
                    new Reopening(connection, run).everything();
                });
    }

    private static ProofResult prove(Connection connection, long run) throws SQLException {
        Runs.lock(connection, run);
        long compared = 0;
        long mismatches = 0;
        List<String> against = new ArrayList<>();
        List<Witness> witnesses = new ArrayList<>();
        for (StoredStep stored : Steps.all(connection, run)) {
            if (stored.step().stage() != Stage.VERIFY
                    || !(stored.step().work() instanceof Prove)
                            && !(stored.step().work() instanceof ProveQuery)) {
                continue;
            }
            int number = stored.step().number();
            List<Checkpoint> lanes = Checkpoints.all(connection, run, number);
            if (lanes.isEmpty() || !lanes.stream().allMatch(Checkpoint::finished)) {
                against.add("step %d has not compared all rows yet".formatted(number));
                continue;
            }
            long wrong = lanes.stream().mapToLong(Checkpoint::mismatches).sum();
            compared += lanes.stream().mapToLong(Checkpoint::rows).sum();
            mismatches += wrong;
            if (wrong > 0) {
                against.add(wrong(stored, wrong));
            }
            if (stored.step().work() instanceof Prove prove) {
                SyncState state = SyncState.comparedUnder(connection, lanes, prove);
                witnesses.add(new Witness(number, state));
                if (!state.flaw().isEmpty()) {
                    against.add(state.flaw());
                }
            }
        }
        String note = String.join("; ", against);
        StoredProof proof =
                new StoredProof(
                        against.isEmpty(),
                        compared,
                        mismatches,
                        note,
                        now(connection),
                        null,
                        witnesses);
        return keep(connection, run, "VERIFY", proof);
    }

    private static String wrong(StoredStep stored, long mismatches) {
        return switch (stored.step().work()) {
            case ProveQuery query ->
                    "query \"%s\" returned %d rows".formatted(query.name(), mismatches);
            case Prove prove -> "%d rows of %s are wrong".formatted(mismatches, prove.table());
            default -> throw new IllegalStateException("step proves nothing");
        };
    }

    private static ProofResult renew(Connection connection, long run) throws SQLException {
        Run locked = Runs.lock(connection, run);
        if (locked.proof() == null) {
            return new ProofResult(false, 0, 0, "nothing has been proven yet");
        }
        StoredProof proof = StepJson.read(locked.proof(), StoredProof.class);
        List<StoredStep> steps = Steps.all(connection, run);
        boolean contractBegan =
                steps.stream()
                        .anyMatch(
                                stored ->
                                        stored.step().stage() == Stage.CONTRACT
                                                && stored.state() != State.PENDING);
        if (!proof.green() || contractBegan) {
            return proof.result();
        }
        List<String> against = new ArrayList<>();
        for (Witness witness : proof.witnesses()) {
            for (StoredStep stored : steps) {
                if (stored.step().number() == witness.step()
                        && stored.step().work() instanceof Prove prove) {
                    String since = SyncState.read(connection, prove).since(witness.state());
                    if (!since.isEmpty()) {
                        against.add(since);
                    }
                }
            }
        }
        return keep(
                connection,
                run,
                locked.phase(),
                proof.renewed(now(connection), String.join("; ", against)));
    }

    private static ProofResult keep(
            Connection connection, long run, String phase, StoredProof proof) throws SQLException {
        Runs.proof(connection, run, StepJson.write(proof));
        String event = proof.renewedAt() == null ? "proof." : "proof.renewed.";
        String note =
                "%d rows compared, %d wrong%s"
                        .formatted(
                                proof.compared(),
                                proof.mismatches(),
                                proof.note().isEmpty() ? "" : ": " + proof.note());
        Ledger.add(
                connection,
                run,
                LedgerLine.of("godwit", phase, 0, event + (proof.green() ? "green" : "red"), note));
        return proof.result();
    }

    /** The target's clock, since the proof's age is told by it. */
    private static Instant now(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select clock_timestamp()")) {
            row.next();
            return row.getTimestamp(1).toInstant();
        }
    }
}
