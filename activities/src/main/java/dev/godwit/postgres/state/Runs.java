package dev.godwit.postgres.state;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The runs of a target. All methods work in the caller's transaction. */
public final class Runs {

    private static final String SELECT = "select * from godwit.run ";

    private Runs() {}

    /** The newest run of a plan, open or ended. */
    public static Optional<Run> newest(Connection connection, String plan) throws SQLException {
        return select(connection, "where plan = ? order by id desc limit 1", plan).stream()
                .findFirst();
    }

    /** The run that a workflow made. */
    public static Optional<Run> ofWorkflow(Connection connection, String workflow)
            throws SQLException {
        return select(connection, "where workflow = ?", workflow).stream().findFirst();
    }

    /** All runs, newest first. */
    public static List<Run> all(Connection connection) throws SQLException {
        return select(connection, "where true or ? = '' order by id desc", "");
    }

    /**
     * A run by its id.
     *
     * @throws IllegalStateException when there is none
     */
    public static Run get(Connection connection, long id) throws SQLException {
        return select(connection, "where id = ?::bigint", Long.toString(id)).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no run " + id + " in this target"));
    }

    /**
     * As {@link #get}, and holds the row until the transaction ends. Lines of the ledger and what
     * people say about the run are written meanwhile.
     */
    public static Run lock(Connection connection, long id) throws SQLException {
        return select(connection, "where id = ?::bigint for no key update", Long.toString(id))
                .stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no run " + id + " in this target"));
    }

    /** Adds a run in phase preflight, running. The database gives id and start. */
    public static Run insert(
            Connection connection,
            String name,
            String plan,
            String source,
            String body,
            String hash,
            String actor,
            String workflow,
            String options)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        insert into godwit.run
                          (name, plan, source, body, hash, actor, workflow, options, phase, outcome)
                        values (?, ?, ?, ?, ?, ?, ?, ?::jsonb, 'PREFLIGHT', 'RUNNING') returning *
                        """)) {
            String[] values = {name, plan, source, body, hash, actor, workflow, options};
            for (int i = 0; i < values.length; i++) {
                insert.setString(i + 1, values[i]);
            }
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return read(row);
            }
        }
    }

    /** Says to which record of migrations a run adds; fails when another open one does. */
    public static void history(Connection connection, long id, String history) throws SQLException {
        update(connection, "history = ?", id, history);
    }

    /** The open run that adds to a record of migrations. */
    public static Optional<Run> ofHistory(Connection connection, String history)
            throws SQLException {
        return select(connection, "where history = ? and ended_at is null", history).stream()
                .findFirst();
    }

    /** Moves a run to a phase. @param phase name of a Phase */
    public static void phase(Connection connection, long id, String phase) throws SQLException {
        update(connection, "phase = ?", id, phase);
    }

    /** Keeps the hash of the tables' definitions. */
    public static void definition(Connection connection, long id, String hash) throws SQLException {
        update(connection, "definition = ?", id, hash);
    }

    /** Keeps the proof. @param json a proof */
    public static void proof(Connection connection, long id, String json) throws SQLException {
        update(connection, "proof = ?::jsonb", id, json);
    }

    /** Says how it stands while it goes on. @param outcome name of an Outcome */
    public static void outcome(Connection connection, long id, String outcome) throws SQLException {
        update(connection, "outcome = ?", id, outcome);
    }

    /** Opens an ended run again: a rollback of what is done. */
    public static void reopen(Connection connection, long id) throws SQLException {
        update(connection, "ended_at = null, outcome = ?", id, "RUNNING");
    }

    /** Ends a run. */
    public static void end(
            Connection connection, long id, String phase, String outcome, String note)
            throws SQLException {
        update(
                connection,
                "phase = ?, outcome = ?, note = ?, ended_at = clock_timestamp()",
                id,
                phase,
                outcome,
                note);
    }

    private static void update(Connection connection, String set, long id, String... values)
            throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update godwit.run set " + set + " where id = ?")) {
            for (int i = 0; i < values.length; i++) {
                update.setString(i + 1, values[i]);
            }
            update.setLong(values.length + 1, id);
            update.executeUpdate();
        }
    }

    private static List<Run> select(Connection connection, String where, String value)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT + where)) {
            select.setString(1, value);
            try (ResultSet row = select.executeQuery()) {
                List<Run> runs = new ArrayList<>();
                while (row.next()) {
                    runs.add(read(row));
                }
                return runs;
            }
        }
    }

    private static Run read(ResultSet row) throws SQLException {
        Timestamp ended = row.getTimestamp("ended_at");
        return new Run(
                row.getLong("id"),
                row.getString("name"),
                row.getString("plan"),
                row.getString("source"),
                row.getString("body"),
                row.getString("hash"),
                row.getString("actor"),
                row.getString("workflow"),
                row.getString("phase"),
                row.getString("outcome"),
                row.getString("options"),
                row.getString("definition"),
                row.getString("proof"),
                row.getString("note"),
                row.getTimestamp("started_at").toInstant(),
                ended == null ? null : ended.toInstant());
    }
}
