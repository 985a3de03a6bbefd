package dev.godwit.postgres.fill;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Application traffic on table t: inserts, updates, deletes and moved keys. */
final class Writers implements AutoCloseable {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger born = new AtomicInteger(10_000_000);
    private final AtomicReference<@Nullable SQLException> failure = new AtomicReference<>();
    private final AtomicInteger writes = new AtomicInteger();
    private volatile boolean stopped;

    /**
     * @param names of the key @param values of a new key over i @param move an assignment
     */
    Writers(FillTarget target, String names, String values, String move, int rows, long seed) {
        for (int writer = 0; writer < 2; writer++) {
            Random random = new Random(seed + writer);
            threads.submit(
                    () -> {
                        try (Connection connection = target.connect();
                                Statement statement = connection.createStatement()) {
                            while (!stopped) {
                                write(statement, names, values, move, rows, random);
                            }
                        } catch (SQLException broken) {
                            failure.set(broken);
                        }
                    });
        }
    }

    private void write(
            Statement statement, String names, String values, String move, int rows, Random random)
            throws SQLException {
        long row = 1 + random.nextInt(rows);
        String sql =
                switch (random.nextInt(10)) {
                    case 0, 1 ->
                            "insert into t (%1$s, row_id, a, b) select %2$s, i, 'new', 1 from (values (%3$d)) v (i)"
                                    .formatted(names, values, born.incrementAndGet());
                    case 2 -> "delete from t where row_id = " + row;
                    case 3, 4 -> "update t set %s where row_id = %d".formatted(move, row);
                    case 5 -> "update t set a = null where row_id = " + row;
                    default -> "update t set a = 'new' || b where row_id = " + row;
                };
        statement.execute(sql);
        writes.incrementAndGet();
    }

    /** Stops them; fails when one of them could not write. */
    @Override
    public void close() throws SQLException {
        stopped = true;
        threads.close();
        SQLException broken = failure.get();
        if (broken != null) {
            throw broken;
        }
    }

    int writes() {
        return writes.get();
    }

    void await(int count) throws InterruptedException {
        while (writes.get() < count && failure.get() == null) {
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }
}
