package dev.godwit.postgres.state;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;

/**
 * The append-only record. Works in the caller's transaction: a line and its deed commit together.
 */
public final class Ledger {

    private Ledger() {}

    /** Appends a line. */
    public static void add(Connection connection, long run, LedgerLine line) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        insert into godwit.ledger
                          (run, actor, phase, step, event, statement, lock, lock_ms, ms, note, private, once)
                        values (?, ?, ?, nullif(?, 0), ?, ?, ?, ?, ?, ?, ?, ?) on conflict (run, once) do nothing
                        """)) {
            insert.setLong(1, run);
            insert.setString(2, line.actor());
            insert.setString(3, line.phase());
            insert.setInt(4, line.step());
            insert.setString(5, line.event());
            insert.setString(6, line.statement());
            insert.setString(7, line.lock());
            insert.setObject(8, line.lockMillis(), Types.DOUBLE);
            insert.setObject(9, line.millis(), Types.DOUBLE);
            insert.setString(10, line.note());
            insert.setString(11, line.privately());
            insert.setString(12, line.once());
            insert.executeUpdate();
        }
    }
}
