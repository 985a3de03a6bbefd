package dev.godwit.postgres.inspect.replication;

import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.inspect.look.Look;
import dev.godwit.postgres.inspect.look.Subject;
import dev.godwit.postgres.inspect.look.Words;
import dev.godwit.workflow.operator.Check;
import dev.godwit.workflow.operator.Check.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The replicas that the configuration names can be reached, are replicas, and keep up. */
public final class Replicas implements Look {

    private static final Duration ALL = Duration.ofSeconds(4);
    private static final int MILLIS = 2_000;
    private static final long LATE = 30;

    // One that has replayed all it got is not late, however old the newest commit.
    private static final String STATE =
            """
            select pg_catalog.pg_is_in_recovery(), case when pg_catalog.pg_last_wal_receive_lsn() = pg_catalog.pg_last_wal_replay_lsn() then 0
              else coalesce(extract(epoch from clock_timestamp() - pg_catalog.pg_last_xact_replay_timestamp()), 0) end::bigint
            """;

    private record State(boolean standby, long seconds) {}

    @Override
    public String name() {
        return "replicas";
    }

    @Override
    public List<Check> at(Connection connection, Subject subject) {
        List<Check> checks = new ArrayList<>();
        long end = System.nanoTime() + ALL.toNanos();
        int number = 1;
        for (DataSource replica : subject.replicas()) {
            String which = "replica " + number++;
            checks.add(
                    System.nanoTime() < end
                            ? look(which, replica)
                            : new Check(
                                    name(),
                                    Level.UNKNOWN,
                                    which + " was not looked at",
                                    "others took too long to answer",
                                    "look again"));
        }
        return checks.isEmpty()
                ? List.of(Check.ok(name(), "the configuration names none"))
                : checks;
    }

    private Check look(String which, DataSource replica) {
        try (Connection connection = replica.getConnection()) {
            connection.setNetworkTimeout(Runnable::run, MILLIS);
            State state =
                    Rows.of(connection, STATE, row -> new State(row.getBoolean(1), row.getLong(2)))
                            .getFirst();
            if (!state.standby()) {
                return wrong(which + " is no replica", "it accepts writes itself");
            }
            return state.seconds() < LATE
                    ? Check.ok(name(), which + " keeps up")
                    : wrong(
                            "%s is %s behind"
                                    .formatted(
                                            which, Words.time(Duration.ofSeconds(state.seconds()))),
                            "a fill makes WAL that it has to replay, too");
        } catch (SQLException failure) {
            return wrong(which + " cannot be reached", Words.of(failure));
        }
    }

    private Check wrong(String said, String because) {
        return new Check(
                name(),
                Level.WARNING,
                said,
                because,
                "look at replicas of the target in the worker's godwit.yaml, counted from 1");
    }
}
