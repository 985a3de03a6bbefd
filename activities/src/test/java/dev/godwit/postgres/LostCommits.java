package dev.godwit.postgres;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Real connections whose answer to one commit is lost on the way: the server has committed, the
 * client sees a broken connection.
 */
public final class LostCommits {

    private final DataSource real;
    private volatile @Nullable Thread armed;

    public LostCommits(DataSource real) {
        this.real = real;
    }

    /** The next commit of the calling thread will be lost. */
    public void loseNext() {
        armed = Thread.currentThread();
    }

    public DataSource source() {
        return proxy(
                DataSource.class,
                real,
                (name, result) -> result instanceof Connection got ? wrap(got) : result);
    }

    private Connection wrap(Connection connection) {
        return proxy(
                Connection.class,
                connection,
                (name, result) -> {
                    if (name.equals("commit") && Thread.currentThread().equals(armed)) {
                        armed = null;
                        connection.close();
                        throw new SQLException("the answer to the commit was lost", "08006");
                    }
                    return result;
                });
    }

    private interface After {
        Object of(String name, Object result) throws SQLException;
    }

    private static <T> T proxy(Class<T> type, T real, After after) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) -> {
                            try {
                                return after.of(method.getName(), method.invoke(real, arguments));
                            } catch (InvocationTargetException thrown) {
                                throw Objects.requireNonNull(thrown.getCause());
                            }
                        }));
    }
}
