package dev.godwit.postgres.phase;

import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.state.Ledger;
import dev.godwit.postgres.state.LedgerLine;
import dev.godwit.postgres.state.Run;
import dev.godwit.postgres.state.RunOptions;
import dev.godwit.postgres.state.RunOptions.StoredGate;
import dev.godwit.postgres.state.Runs;
import dev.godwit.workflow.Phase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Function;

/** Asks the gates that open by themselves. The ledger gets a line when the answer changes. */
public final class Gates {

    private static final String EVENT = "gate.asked";

    private static final String LAST =
            "select note from godwit.ledger where run = ? and event = ? and starts_with(note, ?)"
                    + " order by id desc limit 1";

    private final Database database;
    private final Function<String, Said> checks;

    /**
     * For one target.
     *
     * @param checks asks the check of a name; does not throw
     */
    public Gates(Database database, Function<String, Said> checks) {
        this.database = database;
        this.checks = checks;
    }

    /**
     * What a gate answered.
     *
     * @param note for people, without row values; the same as long as nothing changes
     */
    public record Said(boolean open, String note) {}

    /**
     * Asks the gate before a phase; before ROLLING_BACK stands the gate of the rollback. No gate
     * there is open, as is one that does not open by itself: who waits for it knows.
     *
     * @throws dev.godwit.postgres.session.EngineFailure PERMANENT when a query fails or does not
     *     return one boolean
     */
    public Said ask(long id, Phase before, Attempt attempt) throws SQLException {
        Run run =
                database.inTransaction(
                        Scope.state(Scope.name(id, 0)), connection -> Runs.get(connection, id));
        StoredGate gate = RunOptions.of(run).gates().get(key(before));
        if (gate == null) {
            return new Said(true, "");
        }
        String sql = gate.sql();
        String check = gate.check();
        Said said;
        if (sql != null) {
            said = new Said(new SqlGate(database).open(run, before, sql, attempt), "");
        } else if (check != null) {
            said = checks.apply(check);
        } else {
            return new Said(true, "");
        }
        String asked = check == null ? "the query" : "the check " + check;
        record(run, "%s before %s: ".formatted(asked, before), said);
        return said;
    }

    /** How a gate is stored. */
    static String key(Phase before) {
        return before == Phase.ROLLING_BACK ? "ROLLBACK" : before.name();
    }

    private void record(Run run, String gate, Said said) throws SQLException {
        String note =
                gate
                        + (said.open() ? "open" : "closed")
                        + (said.note().isEmpty() ? "" : ", " + said.note());
        database.transaction(
                Scope.state(Scope.name(run.id(), 0)),
                connection -> {
                    if (!note.equals(last(connection, run.id(), gate))) {
                        Ledger.add(
                                connection,
                                run.id(),
                                LedgerLine.of("godwit", run.phase(), 0, EVENT, note));
                    }
                });
    }

    private static String last(Connection connection, long run, String gate) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LAST)) {
            select.setLong(1, run);
            select.setString(2, EVENT);
            select.setString(3, gate);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getString(1) : "";
            }
        }
    }
}
