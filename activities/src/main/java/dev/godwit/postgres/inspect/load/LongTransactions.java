package dev.godwit.postgres.inspect.load;

import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.inspect.look.Look;
import dev.godwit.postgres.inspect.look.Subject;
import dev.godwit.postgres.inspect.look.Words;
import dev.godwit.postgres.inspect.role.Monitoring;
import dev.godwit.workflow.operator.Check;
import dev.godwit.workflow.operator.Check.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Nobody keeps a transaction open for long. Its query is not told: it may hold values. */
public final class LongTransactions implements Look {

    private static final int NAMED = 5;

    private static final String LONG =
            """
            select pid, coalesce(usename, '') as role, coalesce(state, '') as state,
                   extract(epoch from clock_timestamp() - xact_start)::bigint as seconds, count(*) over () as total
              from pg_stat_activity
             where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()
               and xact_start < clock_timestamp() - interval '5 min'
             order by xact_start limit %d
            """
                    .formatted(NAMED);

    private record Old(String words, int pid, long total) {}

    @Override
    public String name() {
        return "long transactions";
    }

    @Override
    public List<Check> at(Connection connection, Subject subject) throws SQLException {
        List<Old> old =
                Rows.of(
                        connection,
                        LONG,
                        row ->
                                new Old(
                                        "pid %d of %s, %s, for %s"
                                                .formatted(
                                                        row.getInt("pid"),
                                                        row.getString("role"),
                                                        row.getString("state"),
                                                        Words.time(
                                                                Duration.ofSeconds(
                                                                        row.getLong("seconds")))),
                                        row.getInt("pid"),
                                        row.getLong("total")));
        if (!old.isEmpty()) {
            return List.of(
                    new Check(
                            name(),
                            Level.WARNING,
                            Words.some(
                                    old.stream().map(Old::words).toList(), old.getFirst().total()),
                            "vacuum clears nothing that is younger, and every concurrent index build"
                                    + " waits until they end",
                            "let it end, or: select pg_terminate_backend(%d);"
                                    .formatted(old.getFirst().pid())));
        }
        return List.of(
                Rows.holds(connection, Monitoring.SEES)
                        ? Check.ok(name(), "none is older than 5 minutes")
                        : new Check(
                                name(),
                                Level.UNKNOWN,
                                "the role sees its own only",
                                "other roles' transactions hold up vacuum and index builds as well",
                                "grant pg_monitor to the target's role"));
    }
}
