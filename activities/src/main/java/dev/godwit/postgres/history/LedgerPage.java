package dev.godwit.postgres.history;

import dev.godwit.postgres.catalog.Rows;
import dev.godwit.workflow.message.history.History.LedgerEntry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** As many lines of a ledger as one payload of Temporal's carries, oldest first. */
final class LedgerPage {

    private static final int LINES = 1_000;

    /** Temporal warns at 256 KB a field and refuses at 2 MB a payload; JSON escapes cost, too. */
    private static final int BYTES = 1_000_000;

    /** What a line takes beside its texts. */
    private static final int LINE = 250;

    private static final int CUT = 1_000;

    // The first line always: a page without any would look like the end.
    private static final String PAGE =
            """
            select * from (
              select l.*, sum(octet_length(l.statement) + octet_length(l.note) + %1$d) over (order by l.id %2$s) as size,
                     row_number() over (order by l.id %2$s) as place
              from (select l.id, l.at, l.actor, l.phase, l.step, l.event, l.lock, l.lock_ms, l.ms, l.note,
                           coalesce(%3$s, '') as statement
                    from godwit.ledger l join godwit.run r on r.id = l.run
                    where r.name = ? and l.id > ? order by l.id %2$s limit %4$d) l
            ) page where size <= %5$d or place = 1 order by id
            """;

    /** For people: the newest lines, their statements cut. */
    private static final String NEWEST =
            PAGE.formatted(
                    LINE,
                    "desc",
                    "left(l.statement, %1$d) || case when length(l.statement) > %1$d then '…' else '' end"
                            .formatted(CUT),
                    LINES,
                    BYTES);

    /** For an export: the next lines, whole. */
    private static final String NEXT = PAGE.formatted(LINE, "asc", "l.statement", LINES, BYTES);

    private LedgerPage() {}

    /**
     * @param after only lines with a higher id, the oldest of them; null for the newest lines
     */
    static List<LedgerEntry> read(Connection connection, String run, @Nullable Long after)
            throws SQLException {
        return after == null
                ? Rows.of(connection, NEWEST, LedgerPage::line, run, -1L)
                : Rows.of(connection, NEXT, LedgerPage::line, run, after);
    }

    private static LedgerEntry line(ResultSet row) throws SQLException {
        String lock = row.getString("lock");
        return new LedgerEntry(
                row.getLong("id"),
                RunHistory.instant(row, "at"),
                row.getString("actor"),
                row.getString("phase"),
                row.getInt("step"),
                row.getString("event"),
                row.getString("statement"),
                lock == null ? "" : lock,
                number(row, "lock_ms"),
                number(row, "ms"),
                row.getString("note"));
    }

    private static double number(ResultSet row, String column) throws SQLException {
        double number = row.getDouble(column);
        return row.wasNull() ? -1 : number;
    }
}
