package dev.godwit.postgres.operation;

import dev.godwit.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One version of the application: its statements, one after the other, on two connections. */
final class Application implements AutoCloseable {

    private static final AtomicInteger NUMBER = new AtomicInteger(1_000_000);
    private static final int CONNECTIONS = 2;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final AtomicInteger inserted = new AtomicInteger();
    private final AtomicInteger written = new AtomicInteger();
    private volatile boolean stopped;

    /**
     * Begins to write.
     *
     * @param statements each with {@code %1$d} for a number that is new every time
     */
    Application(TestPostgres target, List<String> statements) {
        for (int i = 0; i < CONNECTIONS && !statements.isEmpty(); i++) {
            threads.submit(
                    () -> {
                        try (Connection connection = target.connect();
                                Statement statement = connection.createStatement()) {
                            while (!stopped) {
                                round(statement, statements);
                            }
                        } catch (SQLException | RuntimeException broken) {
                            failure.compareAndSet(null, broken);
                        }
                    });
        }
        if (statements.isEmpty()) {
            written.set(Integer.MAX_VALUE / 2);
        }
    }

    private void round(Statement statement, List<String> statements) throws SQLException {
        int number = NUMBER.incrementAndGet();
        for (String sql : statements) {
            int rows = statement.executeUpdate(sql.formatted(number));
            if (sql.startsWith("insert")) {
                inserted.addAndGet(rows);
            }
            written.incrementAndGet();
        }
    }

    /** Waits until it has written that many statements more. */
    void goOn(int statements) throws InterruptedException {
        long until = (long) written.get() + statements;
        while (written.get() < until
                && failure.get() == null
                && written.get() < Integer.MAX_VALUE / 2) {
            Thread.sleep(2);
        }
    }

    /** Stops it. @return rows that it inserted; fails when one of its statements failed */
    int stop() {
        close();
        Exception broken = failure.get();
        if (broken != null) {
            throw new AssertionError("the application got an error", broken);
        }
        return inserted.get();
    }

    @Override
    public void close() {
        stopped = true;
        threads.close();
    }
}
