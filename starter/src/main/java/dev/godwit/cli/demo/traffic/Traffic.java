package dev.godwit.cli.demo.traffic;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The application under load: an open loop over a fixed number of connections, a time-out of two
 * seconds and no second try. A request fails when the database refuses it, when its answer is wrong
 * or when the answer comes later than two seconds after the request was due.
 */
public final class Traffic implements AutoCloseable {

    /** What a client waits for an answer. */
    public static final Duration TIMEOUT = Duration.ofSeconds(2);

    private static final int CLIENTS = 8;

    private final List<Client> clients = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile Latencies latencies = new Latencies();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private volatile @Nullable String firstFailure;
    private final Release[] serving = new Release[CLIENTS];
    private Release deployed = Release.OLD;
    private volatile boolean going = true;

    private Traffic() {}

    /**
     * Starts it with the old release.
     *
     * @param database of a role that may read and write the table, with {@link #impatient}
     * @param rows users in the table, ids from 1
     * @param rate requests a second, of all connections together
     */
    public static Traffic start(DataSource database, long rows, int rate) {
        Traffic traffic = new Traffic();
        long period = 1_000_000_000L * CLIENTS / rate;
        long start = Clock.SYSTEM.now();
        for (int number = 0; number < CLIENTS; number++) {
            Client client = new Client(number, CLIENTS, rows, database);
            OpenLoop loop = new OpenLoop(Clock.SYSTEM, start + number * period / CLIENTS, period);
            int own = number;
            traffic.clients.add(client);
            traffic.threads.add(
                    Thread.ofVirtual()
                            .name("client-" + number)
                            .unstarted(
                                    () -> {
                                        loop.run(
                                                () -> traffic.going,
                                                due -> traffic.request(own, client, due));
                                        client.close();
                                    }));
        }
        traffic.threads.forEach(Thread::start);
        return traffic;
    }

    /** Makes sessions give up in time. */
    public static PGSimpleDataSource impatient(PGSimpleDataSource source) {
        source.setApplicationName("shop");
        source.setOptions("-c statement_timeout=" + TIMEOUT.toMillis());
        source.setConnectTimeout((int) TIMEOUT.toSeconds());
        // A little more: the server's own answer that it gave up is the better message.
        source.setSocketTimeout((int) TIMEOUT.toSeconds() + 1);
        return source;
    }

    /** From now on latencies go into new figures, which are returned. */
    public Latencies measure() {
        Latencies fresh = new Latencies();
        latencies = fresh;
        return fresh;
    }

    /** Deploys the new release; returns when the old one answers no request any more. */
    public void deploy(Release release) throws InterruptedException {
        synchronized (serving) {
            deployed = release;
            while (!allServe(release)) {
                serving.wait();
            }
        }
    }

    public long requests() {
        return requests.get();
    }

    public long failures() {
        return failures.get();
    }

    /** What the first failed request died of. */
    public Optional<String> firstFailure() {
        return Optional.ofNullable(firstFailure);
    }

    /** Ends it; returns when the last request has its answer. */
    public void stop() throws InterruptedException {
        going = false;
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /**
     * Writes that the application was promised and that are not in the table. To be asked when the
     * traffic is stopped.
     */
    public long lostWrites() throws SQLException {
        long lost = 0;
        for (Client client : clients) {
            lost += client.lost();
            client.close();
        }
        return lost;
    }

    /** Ends it without waiting for answers. */
    @Override
    public void close() {
        going = false;
        threads.forEach(Thread::interrupt);
    }

    private void request(int number, Client client, long due) {
        Release release = serve(number);
        requests.incrementAndGet();
        try {
            client.request(release);
        } catch (SQLException | WrongAnswer e) {
            fail(String.valueOf(e.getMessage()));
            return;
        } finally {
            latencies.record(Clock.SYSTEM.now() - due);
        }
        if (Clock.SYSTEM.now() - due > TIMEOUT.toNanos()) {
            fail("answered later than " + TIMEOUT.toSeconds() + " s after it was due");
        }
    }

    private Release serve(int number) {
        synchronized (serving) {
            serving[number] = deployed;
            serving.notifyAll();
            return deployed;
        }
    }

    private boolean allServe(Release release) {
        for (Release one : serving) {
            if (one != release) {
                return false;
            }
        }
        return true;
    }

    private void fail(String why) {
        failures.incrementAndGet();
        synchronized (failures) {
            if (firstFailure == null) {
                firstFailure = why;
            }
        }
    }
}
