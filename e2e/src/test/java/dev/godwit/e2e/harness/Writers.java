package dev.godwit.e2e.harness;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * An application that goes on writing: inserts, updates and deletes rows of its own and remembers
 * what it was told is committed. Afterwards every row has to be as remembered.
 */
public final class Writers implements AutoCloseable {

    private static final long FIRST_OWN_ID = 10_000_000;

    private final Shop shop;
    private final List<Thread> threads = new ArrayList<>();
    private final List<Map<Long, @Nullable String>> remembered = new ArrayList<>();
    private final Queue<SQLException> failures = new ConcurrentLinkedQueue<>();
    private final AtomicLong writes = new AtomicLong();
    private volatile boolean ending;

    private Writers(Shop shop) {
        this.shop = shop;
    }

    /**
     * Starts that many writers on the first rows of the table. @param seed printed by the caller
     */
    public static Writers start(Shop shop, int count, int rows, long seed) {
        Writers writers = new Writers(shop);
        for (int i = 0; i < count; i++) {
            Map<Long, @Nullable String> memory = new HashMap<>();
            writers.remembered.add(memory);
            int writer = i;
            writers.threads.add(
                    Thread.ofPlatform()
                            .daemon()
                            .start(
                                    () ->
                                            writers.write(
                                                    writer,
                                                    count,
                                                    rows,
                                                    memory,
                                                    new Random(seed + writer))));
        }
        return writers;
    }

    /** Committed writes so far. */
    public long writes() {
        return writes.get();
    }

    /** Statements that failed. */
    public List<SQLException> failures() {
        return List.copyOf(failures);
    }

    /** Ends the writers. */
    public Writers end() throws InterruptedException {
        ending = true;
        for (Thread thread : threads) {
            thread.join(10_000);
        }
        return this;
    }

    /** Rows that are not as the application last wrote them: lost writes. */
    public long lost() throws SQLException {
        long lost = 0;
        try (Connection connection = shop.connect();
                PreparedStatement select =
                        connection.prepareStatement("select last_name from users where id = ?")) {
            for (Map<Long, @Nullable String> memory : remembered) {
                for (Map.Entry<Long, @Nullable String> row : memory.entrySet()) {
                    select.setLong(1, row.getKey());
                    try (ResultSet found = select.executeQuery()) {
                        String there = found.next() ? found.getString(1) : null;
                        if (!java.util.Objects.equals(there, row.getValue())) {
                            lost++;
                        }
                    }
                }
            }
        }
        return lost;
    }

    @Override
    public void close() throws InterruptedException {
        end();
    }

    private void write(
            int writer, int count, int rows, Map<Long, @Nullable String> memory, Random random) {
        long next = FIRST_OWN_ID + writer;
        try (Connection connection = shop.connect()) {
            while (!ending) {
                long id = (long) random.nextInt(rows / count) * count + writer + 1;
                String name = "w" + writer + "-" + random.nextInt();
                int choice = random.nextInt(10);
                try {
                    if (choice < 6) {
                        if (update(connection, id, name)) {
                            memory.put(id, name);
                        }
                    } else if (choice < 9) {
                        insert(connection, next, name);
                        memory.put(next, name);
                        next += count;
                    } else {
                        delete(connection, id);
                        memory.put(id, null);
                    }
                    writes.incrementAndGet();
                } catch (SQLException failure) {
                    failures.add(failure);
                    if (connection.isClosed()) {
                        return;
                    }
                }
                Thread.sleep(2);
            }
        } catch (SQLException failure) {
            failures.add(failure);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean update(Connection connection, long id, String name) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        "update users set last_name = ?, changes = changes + 1 where id = ?")) {
            update.setString(1, name);
            update.setLong(2, id);
            return update.executeUpdate() == 1;
        }
    }

    private static void insert(Connection connection, long id, String name) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into users (id, first_name, last_name) values (?, 'new', ?)")) {
            insert.setLong(1, id);
            insert.setString(2, name);
            insert.executeUpdate();
        }
    }

    private static void delete(Connection connection, long id) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("delete from users where id = ?")) {
            delete.setLong(1, id);
            delete.executeUpdate();
        }
    }
}
