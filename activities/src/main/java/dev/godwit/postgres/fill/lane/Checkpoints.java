package dev.godwit.postgres.fill.lane;

import dev.godwit.plan.sql.Identifier;
import dev.godwit.postgres.fill.lane.Ranges.Range;
import dev.godwit.postgres.fill.lane.Ranges.Start;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The cursor rows. All methods work in the caller's transaction. */
public final class Checkpoints {

    private static final String ROW = " where run = ? and step = ? and lane = ?";

    private Checkpoints() {}

    /** Adds the cursor of a lane. */
    public static void create(Connection connection, long run, int step, int lane, Start start)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into godwit.checkpoint"
                                + " (run, step, lane, origin, position, upto, filenode, finished)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setLong(1, run);
            insert.setInt(2, step);
            insert.setInt(3, lane);
            insert.setString(4, start.position());
            insert.setString(5, start.position());
            insert.setString(6, start.upto());
            insert.setObject(7, start.filenode(), java.sql.Types.BIGINT);
            insert.setBoolean(8, start.empty());
            insert.executeUpdate();
        }
    }

    /** The cursors of a step's lanes, in order. */
    public static List<Checkpoint> all(Connection connection, long run, int step)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select * from godwit.checkpoint where run = ? and step = ? order by lane")) {
            select.setLong(1, run);
            select.setInt(2, step);
            return read(select);
        }
    }

    /** The cursor as it is now, whoever moved it; held until the transaction ends. */
    static Checkpoint again(Connection connection, Checkpoint seen) throws SQLException {
        return held(connection, seen.run(), seen.step(), seen.lane());
    }

    /** A lane's cursor as it is now, held until the transaction ends. */
    public static Checkpoint held(Connection connection, long run, int step, int lane)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select * from godwit.checkpoint" + ROW + " for update")) {
            row(select, 1, run, step, lane);
            return one(read(select), run, step, lane);
        }
    }

    /** Raises the fence. Waits for the open batch of an earlier attempt, which is the last. */
    static Checkpoint raise(Connection connection, long run, int step, int lane)
            throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "update godwit.checkpoint set fence = fence + 1" + ROW + " returning *")) {
            row(update, 1, run, step, lane);
            return one(read(update), run, step, lane);
        }
    }

    /**
     * Raises the fences of all lanes of a run: after the commit no attempt that is still about can
     * write a row. For whoever takes the run back.
     */
    public static void fenceOff(Connection connection, long run) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "update godwit.checkpoint set fence = fence + 1 where run = ?")) {
            update.setLong(1, run);
            update.executeUpdate();
        }
    }

    /**
     * Makes a lane begin anew elsewhere, under a higher fence. The count of rows goes on unless it
     * is a proof, which counts what it compared in one pass.
     */
    public static Checkpoint restart(
            Connection connection, Checkpoint at, Start start, boolean countAnew)
            throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "update godwit.checkpoint set fence = fence + 1, origin = ?, position = ?,"
                                + " upto = ?, filenode = ?, finished = ?, witness = null,"
                                + " rows = case when ? then 0 else rows end, mismatches = 0"
                                + ROW
                                + " returning *")) {
            update.setString(1, start.position());
            update.setString(2, start.position());
            update.setString(3, start.upto());
            update.setObject(4, start.filenode(), java.sql.Types.BIGINT);
            update.setBoolean(5, start.empty());
            update.setBoolean(6, countAnew);
            row(update, 7, at.run(), at.step(), at.lane());
            return one(read(update), at.run(), at.step(), at.lane());
        }
    }

    /** Sets what is remembered of a lane, if nobody has taken it over. */
    public static void witness(Connection connection, Checkpoint at, @Nullable String witness)
            throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "update godwit.checkpoint set witness = ?" + ROW + " and fence = ?")) {
            update.setString(1, witness);
            row(update, 2, at.run(), at.step(), at.lane());
            update.setLong(5, at.fence());
            update.executeUpdate();
        }
    }

    /** Rows of a lane that its comparison has filled. */
    public static long swept(Connection connection, Checkpoint at) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select swept from godwit.checkpoint" + ROW)) {
            row(select, 1, at.run(), at.step(), at.lane());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    /** As SQL: true for the cursor row exactly as it was read. */
    public static String unmoved(Checkpoint at) {
        return "run = %d and step = %d and lane = %d and fence = %d and position = %s"
                .formatted(
                        at.run(),
                        at.step(),
                        at.lane(),
                        at.fence(),
                        Identifier.literal(at.position()));
    }

    /**
     * As SQL: a batch that is one statement. The cursor moves with the rows or not at all, and only
     * if it is exactly as it was read.
     *
     * @param work common table expressions, of which {@code work} has a row for each that is done;
     *     they do nothing unless {@code exists (select from guard)}
     */
    public static String moving(Checkpoint at, Range range, Ranges ranges, String work) {
        return """
        with guard as (select 1 from godwit.checkpoint where %1$s%2$s for update),
             %3$s
        update godwit.checkpoint
           set position = %4$s, rows = rows + (select count(*) from work), finished = %5$s,
               at = clock_timestamp()
         where %1$s and exists (select from guard) returning rows
        """
                .formatted(
                        unmoved(at),
                        ranges.guard(),
                        work,
                        Identifier.literal(range.to()),
                        range.to().equals(at.upto()));
    }

    /**
     * Runs such a statement.
     *
     * @return the cursor afterwards; empty when it was not as given and nothing was done
     */
    public static Optional<Checkpoint> move(
            Connection connection, Checkpoint at, Range range, String moving, Attempt attempt)
            throws SQLException {
        return Database.ask(connection, moving, attempt, row -> moved(at, range, row));
    }

    /** The cursor after such a statement, of what it returned. */
    static Optional<Checkpoint> moved(Checkpoint at, Range range, ResultSet row)
            throws SQLException {
        return row.next() ? Optional.of(at.moved(range.to(), row.getLong(1), 0)) : Optional.empty();
    }

    private static void row(PreparedStatement statement, int from, long run, int step, int lane)
            throws SQLException {
        statement.setLong(from, run);
        statement.setInt(from + 1, step);
        statement.setInt(from + 2, lane);
    }

    private static Checkpoint one(List<Checkpoint> found, long run, int step, int lane) {
        return found.stream()
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "step %d of run %d has no lane %d"
                                                .formatted(step, run, lane)));
    }

    private static List<Checkpoint> read(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            List<Checkpoint> found = new ArrayList<>();
            while (row.next()) {
                long filenode = row.getLong("filenode");
                boolean none = row.wasNull();
                found.add(
                        new Checkpoint(
                                row.getLong("run"),
                                row.getInt("step"),
                                row.getInt("lane"),
                                row.getLong("fence"),
                                row.getString("origin"),
                                row.getString("position"),
                                Optional.ofNullable(row.getString("upto")).orElse(""),
                                none ? null : filenode,
                                row.getLong("rows"),
                                row.getLong("mismatches"),
                                row.getBoolean("finished"),
                                row.getString("witness")));
            }
            return found;
        }
    }
}
