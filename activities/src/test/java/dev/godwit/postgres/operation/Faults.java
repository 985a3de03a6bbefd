package dev.godwit.postgres.operation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/**
 * Real connections on which one thing goes wrong. Every statement and every commit is a point: at
 * the chosen one the server's process for the connection is ended, or the answer to the commit is
 * lost on the way although the server has committed.
 */
final class Faults {

    private final DataSource killer;
    private final AtomicInteger points = new AtomicInteger();
    private volatile int at;

    /**
     * @param killer other connections to the same server, as a role that may end others
     */
    Faults(DataSource killer) {
        this.killer = killer;
    }

    /** From now on points are counted from 1, and something goes wrong at that one. */
    void next(int point) {
        points.set(0);
        at = point;
    }

    /** How many points there were. */
    int points() {
        return points.get();
    }

    /** The same connections, with faults. */
    DataSource on(DataSource real) {
        return wrapped(
                DataSource.class,
                real,
                (name, call) -> {
                    Object result = call.run();
                    return result instanceof Connection connection ? on(connection) : result;
                });
    }

    private Connection on(Connection real) {
        return wrapped(
                Connection.class,
                real,
                (name, call) -> {
                    if (name.equals("commit")) {
                        return commit(real, call);
                    }
                    Object result = call.run();
                    if (result instanceof PreparedStatement prepared) {
                        return wrapped(PreparedStatement.class, prepared, executing(real));
                    }
                    return result instanceof Statement statement
                            ? wrapped(Statement.class, statement, executing(real))
                            : result;
                });
    }

    private Around executing(Connection connection) {
        return (name, call) -> {
            if (name.startsWith("execute") && points.incrementAndGet() == at) {
                end(connection);
            }
            return call.run();
        };
    }

    /** Two points: its process is gone before it commits, and its answer is lost. */
    private Object commit(Connection connection, Invocation call) throws Throwable {
        if (points.incrementAndGet() == at) {
            end(connection);
        }
        Object result = call.run();
        if (points.incrementAndGet() == at) {
            end(connection);
            throw new SQLException("the answer to the commit was lost", "08006");
        }
        return result;
    }

    private void end(Connection connection) throws SQLException {
        int pid = connection.unwrap(PGConnection.class).getBackendPID();
        try (Connection other = killer.getConnection();
                Statement statement = other.createStatement()) {
            statement.execute("select pg_terminate_backend(%d, 5000)".formatted(pid));
        }
    }

    private interface Invocation {
        Object run() throws Throwable;
    }

    private interface Around {
        Object of(String name, Invocation call) throws Throwable;
    }

    private static <T> T wrapped(Class<T> type, T real, Around around) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) ->
                                around.of(
                                        method.getName(),
                                        () -> {
                                            try {
                                                return method.invoke(real, arguments);
                                            } catch (InvocationTargetException thrown) {
                                                throw Objects.requireNonNull(thrown.getCause());
                                            }
                                        })));
    }
}
