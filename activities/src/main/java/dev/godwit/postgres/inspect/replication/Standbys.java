package dev.godwit.postgres.inspect.replication;

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
import java.util.Optional;

/** Whoever replicates from this server keeps up, by the server's own word. */
public final class Standbys implements Look {

    private static final long LATE = 30;
    private static final long FAR = 1L << 30;

    private static final String STANDBYS =
            """
            select application_name, coalesce(state, '') as state, coalesce(sync_state, '') as sync,
                   coalesce(extract(epoch from replay_lag), 0)::bigint as seconds,
                   coalesce(pg_wal_lsn_diff(sent_lsn, replay_lsn), 0)::bigint as bytes
              from pg_stat_replication order by application_name limit 20
            """;

    private record Standby(String name, String state, String sync, long seconds, long bytes) {}

    @Override
    public String name() {
        return "standbys";
    }

    @Override
    public List<Check> at(Connection connection, Subject subject) throws SQLException {
        List<Standby> all =
                Rows.of(
                        connection,
                        STANDBYS,
                        row ->
                                new Standby(
                                        row.getString("application_name"),
                                        row.getString("state"),
                                        row.getString("sync"),
                                        row.getLong("seconds"),
                                        row.getLong("bytes")));
        if (!all.isEmpty() && !Rows.holds(connection, Monitoring.SEES)) {
            return List.of(
                    new Check(
                            name(),
                            Level.UNKNOWN,
                            "there are %d, and the role does not see how far behind"
                                    .formatted(all.size()),
                            "a fill makes WAL that they all have to replay",
                            "grant pg_monitor to the target's role"));
        }
        List<Check> checks = all.stream().map(this::late).flatMap(Optional::stream).toList();
        return checks.isEmpty()
                ? List.of(Check.ok(name(), "%d, none is far behind".formatted(all.size())))
                : checks;
    }

    private Optional<Check> late(Standby standby) {
        if (standby.seconds() < LATE && standby.bytes() < FAR) {
            return Optional.empty();
        }
        boolean waitedFor = standby.sync().equals("sync") || standby.sync().equals("quorum");
        return Optional.of(
                new Check(
                        name(),
                        Level.WARNING,
                        "%s (%s) is %s and %s behind"
                                .formatted(
                                        standby.name(),
                                        standby.state(),
                                        Words.time(Duration.ofSeconds(standby.seconds())),
                                        Words.bytes(standby.bytes())),
                        waitedFor
                                ? "it is synchronous: every commit waits for it"
                                : "a fill makes WAL that it has to replay, too",
                        "fill slowly: godwit throttle RUN --max-rows-per-second N"));
    }
}
