package dev.godwit.postgres.history;

import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import dev.godwit.workflow.message.history.History;
import dev.godwit.workflow.message.history.History.LedgerEntry;
import dev.godwit.workflow.message.history.History.RunEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;

/** What the target's own tables say about its runs. What must not leave the target is not read. */
public final class RunHistory {

    /** A history travels in one payload; of a longer ledger the newest lines are given. */
    private static final int LINES = 1_000;

    private static final int STATEMENT = 1_000;

    private static final String RUNS =
            """
            select r.*, coalesce((select sum(c.rows) from godwit.checkpoint c join godwit.step s on s.run = c.run and s.number = c.step
                                  where c.run = r.id and s.stage = 'BACKFILL'), 0) as filled,
                   coalesce((select sum(c.mismatches) from godwit.checkpoint c where c.run = r.id), 0) as wrong
            from godwit.run r where ? = '' or r.name = ? order by r.id desc limit 200
            """;

    private static final String LEDGER =
            """
            select * from (select l.* from godwit.ledger l join godwit.run r on r.id = l.run
                           where r.name = ? order by l.id desc limit %d) newest order by id
            """
                    .formatted(LINES);

    private RunHistory() {}

    /** Reads. @param run name of a run, or empty for the runs of the target without their ledger */
    public static History read(Database database, String run) throws SQLException {
        return database.inTransaction(
                Scope.state("godwit history"),
                connection -> {
                    if (!Rows.holds(connection, "select to_regclass('godwit.run') is not null")) {
                        return new History(List.of(), List.of());
                    }
                    return new History(
                            Rows.of(connection, RUNS, RunHistory::run, run, run),
                            run.isEmpty()
                                    ? List.of()
                                    : Rows.of(connection, LEDGER, RunHistory::line, run));
                });
    }

    private static RunEntry run(ResultSet row) throws SQLException {
        Timestamp ended = row.getTimestamp("ended_at");
        return new RunEntry(
                row.getLong("id"),
                row.getString("name"),
                row.getString("hash"),
                row.getString("phase"),
                row.getString("outcome"),
                row.getString("actor"),
                row.getTimestamp("started_at").toInstant().toString(),
                ended == null ? "" : ended.toInstant().toString(),
                row.getLong("filled"),
                row.getLong("wrong"));
    }

    private static LedgerEntry line(ResultSet row) throws SQLException {
        return new LedgerEntry(
                row.getLong("id"),
                row.getTimestamp("at").toInstant().toString(),
                row.getString("actor"),
                row.getString("phase"),
                row.getInt("step"),
                row.getString("event"),
                text(row, "statement"),
                text(row, "lock"),
                number(row, "lock_ms"),
                number(row, "ms"),
                row.getString("note"));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null
                ? ""
                : text.length() > STATEMENT ? text.substring(0, STATEMENT) + "…" : text;
    }

    private static double number(ResultSet row, String column) throws SQLException {
        double number = row.getDouble(column);
        return row.wasNull() ? -1 : number;
    }
}
