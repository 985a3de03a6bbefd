package dev.godwit.postgres.inspect.worker;

import dev.godwit.postgres.inspect.look.Look;
import dev.godwit.postgres.inspect.look.Subject;
import dev.godwit.postgres.inspect.look.Words;
import dev.godwit.workflow.operator.Check;
import dev.godwit.workflow.operator.Check.Level;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * A direct connection keeps its server session. Two connections that are open at the same time and
 * answer with the same backend, or one that changes its backend, are pooled by transaction: no
 * server does that by itself, so it is never said wrongly. A pooler that happens to hand out the
 * same sessions every time is not noticed.
 */
public final class DirectConnections implements Look {

    private static final int LOOKS = 8;
    private static final int MILLIS = 3_000;

    @Override
    public String name() {
        return "direct connections";
    }

    @Override
    public List<Check> at(Connection connection, Subject subject) {
        // As the driver opens them: a setting made here would stay in a pooled session.
        try (Connection one = subject.database().bare();
                Connection other = subject.database().bare()) {
            one.setNetworkTimeout(Runnable::run, MILLIS);
            other.setNetworkTimeout(Runnable::run, MILLIS);
            return List.of(
                    pooled(one, other)
                            ? new Check(
                                    name(),
                                    Level.FAILURE,
                                    "a pooler in transaction mode is in the way",
                                    "index builds and upgrades of schema godwit hold session locks"
                                            + " and settings, which such a pooler mixes up",
                                    "add direct_url to the target in the worker's godwit.yaml: the"
                                            + " server's own address, past PgBouncer")
                            : Check.ok(name(), "each keeps its server session"));
        } catch (SQLException failure) {
            return List.of(
                    new Check(
                            name(),
                            Level.FAILURE,
                            "a direct connection cannot be opened",
                            Words.of(failure)
                                    + "; index builds and upgrades of schema godwit need one",
                            "look at direct_url of the target in the worker's godwit.yaml"));
        }
    }

    private static boolean pooled(Connection one, Connection other) throws SQLException {
        long first = backend(one);
        long second = backend(other);
        for (int i = 0; i < LOOKS; i++) {
            if (first == second || backend(one) != first || backend(other) != second) {
                return true;
            }
        }
        return false;
    }

    private static long backend(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_catalog.pg_backend_pid()")) {
            row.next();
            return row.getLong(1);
        }
    }
}
