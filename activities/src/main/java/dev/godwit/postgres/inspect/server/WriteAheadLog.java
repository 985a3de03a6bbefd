package dev.godwit.postgres.inspect.server;

import dev.godwit.postgres.catalog.CatalogReader;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.inspect.look.Look;
import dev.godwit.postgres.inspect.look.Subject;
import dev.godwit.workflow.operator.Check;
import dev.godwit.workflow.operator.Check.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Whether restore points can be made, and whether the WAL asks for checkpoints all the time. */
public final class WriteAheadLog implements Look {

    /** So few say nothing. */
    private static final long ENOUGH = 10;

    private static final String SINCE_17 =
            "select num_timed, num_requested, current_setting('max_wal_size') from pg_stat_checkpointer";
    private static final String BEFORE_17 =
            "select checkpoints_timed, checkpoints_req, current_setting('max_wal_size') from pg_stat_bgwriter";

    private record Checkpoints(long timed, long requested, String size) {}

    @Override
    public String name() {
        return "WAL";
    }

    @Override
    public List<Check> at(Connection connection, Subject subject) throws SQLException {
        List<Check> checks = new ArrayList<>();
        String level =
                Rows.of(connection, "select current_setting('wal_level')", row -> row.getString(1))
                        .getFirst();
        if (level.equals("minimal")) {
            checks.add(
                    new Check(
                            name(),
                            Level.NOTE,
                            "wal_level = minimal",
                            "no restore point can be made, and there is no way back in time",
                            "alter system set wal_level = replica;  and restart the server"));
        }
        boolean seventeen = CatalogReader.version(connection) >= 170_000;
        Checkpoints since =
                Rows.of(
                                connection,
                                seventeen ? SINCE_17 : BEFORE_17,
                                row ->
                                        new Checkpoints(
                                                row.getLong(1), row.getLong(2), row.getString(3)))
                        .getFirst();
        if (since.requested() > ENOUGH && since.requested() > since.timed()) {
            checks.add(
                    new Check(
                            name(),
                            Level.NOTE,
                            "%d of %d checkpoints came early; max_wal_size = %s"
                                    .formatted(
                                            since.requested(),
                                            since.requested() + since.timed(),
                                            since.size()),
                            "after a checkpoint every page is written whole: a fill makes more WAL",
                            "alter system set max_wal_size = '8GB'; select pg_reload_conf();"));
        }
        if (checks.isEmpty()) {
            checks.add(
                    Check.ok(
                            name(),
                            "wal_level = %s, max_wal_size = %s".formatted(level, since.size())));
        }
        return checks;
    }
}
