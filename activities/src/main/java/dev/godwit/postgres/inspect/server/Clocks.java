package dev.godwit.postgres.inspect.server;

import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.inspect.look.Look;
import dev.godwit.postgres.inspect.look.Subject;
import dev.godwit.postgres.inspect.look.Words;
import dev.godwit.workflow.operator.Check;
import dev.godwit.workflow.operator.Check.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Database, worker and starter tell the same time. */
public final class Clocks implements Look {

    private static final Duration TOLERANCE = Duration.ofSeconds(3);

    /**
     * The starter's question was under way for a while, which looks like a clock that is behind.
     */
    private static final Duration UNDER_WAY = Duration.ofSeconds(15);

    private static final String NOW =
            "select (extract(epoch from clock_timestamp()) * 1000)::bigint";

    @Override
    public String name() {
        return "clocks";
    }

    @Override
    public List<Check> at(Connection connection, Subject subject) throws SQLException {
        long before = System.currentTimeMillis();
        long now = Rows.of(connection, NOW, row -> row.getLong(1)).getFirst();
        long after = System.currentTimeMillis();
        Duration database = Duration.ofMillis(now - (before + after) / 2);
        Duration starter = Duration.ofMillis(subject.starterClock() - subject.workerClock());
        if (database.abs().compareTo(TOLERANCE) > 0) {
            return List.of(wrong("the database's", database));
        }
        boolean wrong =
                starter.compareTo(TOLERANCE) > 0
                        || starter.negated().compareTo(TOLERANCE.plus(UNDER_WAY)) > 0;
        return List.of(
                wrong
                        ? wrong("the starter's", starter)
                        : Check.ok(name(), "database, worker and starter agree"));
    }

    private Check wrong(String whose, Duration ahead) {
        return new Check(
                name(),
                Level.WARNING,
                "%s clock is %s %s the worker's"
                        .formatted(
                                whose,
                                Words.time(ahead),
                                ahead.isNegative() ? "behind" : "ahead of"),
                "times in the ledger, in Temporal and on screen then contradict each other",
                "let all hosts take their time from one source: timedatectl set-ntp true");
    }
}
