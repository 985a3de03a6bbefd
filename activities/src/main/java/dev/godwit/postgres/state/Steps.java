package dev.godwit.postgres.state;

import dev.godwit.plan.step.Step;
import dev.godwit.postgres.state.StoredStep.State;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The steps of a run and their undo rows. All methods work in the caller's transaction. */
public final class Steps {

    private Steps() {}

    /** Stores the compiled steps of a run. */
    public static void insert(Connection connection, long run, List<Step> steps)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into godwit.step (run, number, stage, operation, summary, body)"
                                + " values (?, ?, ?, ?, ?, ?::jsonb)")) {
            for (Step step : steps) {
                insert.setLong(1, run);
                insert.setInt(2, step.number());
                insert.setString(3, step.stage().name());
                insert.setString(4, step.operation());
                insert.setString(5, step.summary());
                insert.setString(6, StepJson.write(step));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** All steps of a run, in order. */
    public static List<StoredStep> all(Connection connection, long run) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select body, state from godwit.step where run = ? order by number")) {
            select.setLong(1, run);
            return read(select);
        }
    }

    /**
     * A step, its row held until the transaction ends: two attempts at one step take turns.
     *
     * @throws IllegalStateException when the run has no such step
     */
    public static StoredStep lock(Connection connection, long run, int number) throws SQLException {
        return one(connection, run, number, " for update");
    }

    /**
     * A step.
     *
     * @throws IllegalStateException when the run has no such step
     */
    public static StoredStep get(Connection connection, long run, int number) throws SQLException {
        return one(connection, run, number, "");
    }

    /** Marks a step, and writes its undo row when it starts. */
    public static void mark(Connection connection, long run, int number, State state)
            throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        """
                        update godwit.step set state = ?,
                          started_at = case when ? = 'started' then coalesce(started_at, clock_timestamp()) else started_at end,
                          done_at = case when ? = 'done' then clock_timestamp() else done_at end
                        where run = ? and number = ?
                        """)) {
            String word = state.name().toLowerCase(Locale.ROOT);
            update.setString(1, word);
            update.setString(2, word);
            update.setString(3, word);
            update.setLong(4, run);
            update.setInt(5, number);
            update.executeUpdate();
        }
        if (state == State.STARTED) {
            try (PreparedStatement undo =
                    connection.prepareStatement(
                            "insert into godwit.undo (run, step) values (?, ?) on conflict do nothing")) {
                undo.setLong(1, run);
                undo.setInt(2, number);
                undo.executeUpdate();
            }
        }
    }

    /** The numbers of the steps that have an undo row which is not done, latest first. */
    public static List<Integer> toUndo(Connection connection, long run) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select step from godwit.undo where run = ? and state <> 'done' order by step desc")) {
            select.setLong(1, run);
            try (ResultSet row = select.executeQuery()) {
                List<Integer> numbers = new ArrayList<>();
                while (row.next()) {
                    numbers.add(row.getInt(1));
                }
                return numbers;
            }
        }
    }

    /** Records the result of an undo. */
    public static void undone(
            Connection connection, long run, int number, boolean done, String note)
            throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "update godwit.undo set state = ?, note = ?, done_at = clock_timestamp()"
                                + " where run = ? and step = ?")) {
            update.setString(1, done ? "done" : "failed");
            update.setString(2, note);
            update.setLong(3, run);
            update.setInt(4, number);
            update.executeUpdate();
        }
    }

    private static StoredStep one(Connection connection, long run, int number, String suffix)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select body, state from godwit.step where run = ? and number = ?"
                                + suffix)) {
            select.setLong(1, run);
            select.setInt(2, number);
            return read(select).stream()
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    new IllegalStateException(
                                            "run " + run + " has no step " + number));
        }
    }

    private static List<StoredStep> read(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            List<StoredStep> steps = new ArrayList<>();
            while (row.next()) {
                steps.add(
                        new StoredStep(
                                StepJson.read(row.getString(1), Step.class),
                                State.valueOf(row.getString(2).toUpperCase(Locale.ROOT))));
            }
            return steps;
        }
    }
}
