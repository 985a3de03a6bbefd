package dev.godwit.postgres.index;

import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.ddl.Blocker;
import dev.godwit.postgres.ddl.StepContext;
import dev.godwit.postgres.ddl.Terminations;
import dev.godwit.postgres.ddl.Watch;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.state.Ledger;
import dev.godwit.postgres.state.LedgerLine;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Watches an index build from a second connection: how far it is, and whom it waits for. */
final class IndexProgress implements AutoCloseable {

    private static final String PROGRESS =
            """
            select phase, case when blocks_total > 0 then 100 * blocks_done / blocks_total when lockers_total > 0 then 100 * lockers_done / lockers_total else 0 end,
                   coalesce(current_locker_pid, 0)
            from pg_catalog.pg_stat_progress_create_index where pid = ?
            """;

    private record Stand(String phase, long percent, int waitsFor) {}

    private final Database database;
    private final StepContext step;
    private final int pid;
    private final Attempt attempt;
    private final Terminations terminations;
    private final Map<Integer, String> blockers = new LinkedHashMap<>();
    private long looked = System.nanoTime();
    private double waitedMillis;
    private final Watch watch;

    private IndexProgress(Database database, StepContext step, int pid, Attempt attempt) {
        this.database = database;
        this.step = step;
        this.pid = pid;
        this.attempt = attempt;
        this.terminations = new Terminations(database, step);
        this.watch =
                Watch.begin(
                        database,
                        step,
                        attempt,
                        "building; its progress cannot be read at the moment",
                        this::look);
    }

    /** Watches what the connection is about to build, until it is closed. */
    static IndexProgress watch(
            Database database, StepContext step, Connection connection, Attempt attempt)
            throws SQLException {
        return new IndexProgress(database, step, Rows.pid(connection), attempt);
    }

    /** Nothing is reported any more once this has returned. */
    @Override
    public void close() {
        watch.close();
        tell();
    }

    /** One line for the whole build, as far as it waited longer than a look at it takes. */
    private void tell() {
        if (blockers.isEmpty()) {
            return;
        }
        LedgerLine line =
                new LedgerLine(
                        "godwit",
                        step.phase(),
                        step.number(),
                        "lock.waited",
                        null,
                        null,
                        null,
                        waitedMillis,
                        "for about %.0f s; in the way: %s"
                                .formatted(
                                        waitedMillis / 1e3, String.join("; ", blockers.values())),
                        null,
                        null);
        try {
            database.transaction(
                    Scope.state(step.name()),
                    connection -> Ledger.add(connection, step.run(), line));
        } catch (SQLException unrecorded) {
            attempt.report("how long the index waited could not be recorded");
        }
    }

    private void look(Connection connection) throws SQLException {
        double passed = (System.nanoTime() - looked) / 1e6;
        looked = System.nanoTime();
        List<Stand> stands =
                Rows.of(
                        connection,
                        PROGRESS,
                        row -> new Stand(row.getString(1), row.getLong(2), row.getInt(3)),
                        pid);
        for (Stand stand : stands) {
            if (stand.waitsFor() == 0) {
                attempt.report(stand.phase() + ", " + stand.percent() + " %");
                continue;
            }
            waitedMillis += passed;
            for (Blocker blocker : Blocker.session(connection, stand.waitsFor())) {
                attempt.report(stand.phase() + ", for " + blocker.words());
                terminations.end(blocker, attempt);
                if (blockers.put(blocker.pid(), blocker.words()) == null) {
                    Ledger.add(
                            connection,
                            step.run(),
                            LedgerLine.of(
                                    "godwit",
                                    step.phase(),
                                    step.number(),
                                    "lock.waiting",
                                    stand.phase() + ": " + blocker.words()));
                }
            }
        }
    }
}
