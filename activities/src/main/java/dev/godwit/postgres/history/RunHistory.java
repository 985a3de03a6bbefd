package dev.godwit.postgres.history;

import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import dev.godwit.workflow.message.ReadInput;
import dev.godwit.workflow.message.history.History;
import dev.godwit.workflow.message.history.History.RunEntry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;

/**
 * What the target's own tables say about its runs, in whatever version they are: a read neither
 * upgrades nor changes anything. What must not leave the target is not read.
 */
public final class RunHistory {

    private static final String RUNS =
            """
            select r.*, coalesce((select sum(c.rows) from godwit.checkpoint c join godwit.step s on s.run = c.run and s.number = c.step
                                  where c.run = r.id and s.stage = 'BACKFILL'), 0) as filled,
                   coalesce((select sum(c.mismatches) from godwit.checkpoint c where c.run = r.id), 0) as wrong
            from godwit.run r where (? = '' or r.name = ?) and (not ? or r.ended_at is null) order by r.id desc limit 200
            """;

    private RunHistory() {}

    /** Reads what was asked for. Where Godwit has never been, nothing is there. */
    public static History read(Database database, ReadInput input) throws SQLException {
        return database.inTransaction(
                Scope.state("godwit history"), connection -> read(connection, input));
    }

    /** The runs that hold their tables, newest first. */
    public static List<RunEntry> open(Connection connection) throws SQLException {
        return Rows.exists(connection, "godwit.run") ? runs(connection, "", true) : List.of();
    }

    private static History read(Connection connection, ReadInput input) throws SQLException {
        if (!Rows.exists(connection, "godwit.run")) {
            return new History(List.of(), List.of());
        }
        List<RunEntry> runs = runs(connection, input.run(), false);
        if (input.run().isEmpty()) {
            return new History(runs, List.of());
        }
        return new History(
                runs,
                LedgerPage.read(connection, input.run(), input.after()),
                input.detail() && !runs.isEmpty()
                        ? Details.read(connection, runs.getFirst().id())
                        : null);
    }

    private static List<RunEntry> runs(Connection connection, String name, boolean open)
            throws SQLException {
        return Rows.of(connection, RUNS, RunHistory::run, name, name, open);
    }

    private static RunEntry run(ResultSet row) throws SQLException {
        return new RunEntry(
                row.getLong("id"),
                row.getString("name"),
                row.getString("hash"),
                row.getString("phase"),
                row.getString("outcome"),
                row.getString("actor"),
                instant(row, "started_at"),
                instant(row, "ended_at"),
                row.getLong("filled"),
                row.getLong("wrong"));
    }

    /** ISO 8601, empty for NULL. */
    static String instant(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? "" : time.toInstant().toString();
    }
}
