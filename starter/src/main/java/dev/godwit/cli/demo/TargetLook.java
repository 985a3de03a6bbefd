package dev.godwit.cli.demo;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** What the demo reads in the target itself, past Godwit's own reports. */
final class TargetLook {

    private final DataSource superuser;

    TargetLook(DataSource superuser) {
        this.superuser = superuser;
    }

    /** Rows that batches have committed; 0 before there are any. */
    double filled() throws SQLException {
        if (number(
                        "select count(*) from pg_tables where schemaname = 'godwit' and tablename = 'checkpoint'")
                == 0) {
            return 0;
        }
        return number(
                "select coalesce(sum(c.rows), 0) from godwit.checkpoint c join godwit.step s on s.run = c.run and s.number = c.step where s.stage = 'BACKFILL'");
    }

    /** Seconds between the backfill's first and last line in the ledger. */
    double backfillSeconds() throws SQLException {
        return number(
                "select extract(epoch from max(at) filter (where event = 'fill.done') - min(at) filter (where event = 'fill.started')) from godwit.ledger");
    }

    /** Milliseconds that the longest strong lock was held. */
    double longestLockMillis() throws SQLException {
        return number(
                "select coalesce(max(lock_ms), 0) from godwit.ledger where lock in ('ACCESS EXCLUSIVE', 'SHARE ROW EXCLUSIVE')");
    }

    private double number(String query) throws SQLException {
        try (Connection connection = superuser.getConnection();
                Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery(query)) {
            row.next();
            return row.getDouble(1);
        }
    }
}
