package dev.godwit.postgres.control;

import dev.godwit.postgres.fill.lane.Backoff;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.throttle.Governor;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * An attempt at a slice that people can steer while it runs: every wait and every statement of the
 * host's attempt goes through it.
 *
 * <p>When the run is paused, the number of lanes is changed or the window closes, {@link #check}
 * throws {@link Halt}; what is being executed then may take another second before it is cancelled.
 * What people say is read by a {@link Helm} on a connection of its own; when nothing can be read,
 * what was read last goes on to hold.
 */
public final class Steering implements Attempt, AutoCloseable {

    private static final String PAUSED = "paused";
    private static final Duration NAP = Duration.ofMillis(100);

    private final Database database;
    private final Lane lane;
    private final Attempt host;
    private final @Nullable Integer lanes;
    private final Set<Statement> statements = ConcurrentHashMap.newKeySet();
    private final Helm helm;
    private final Governor governor;
    private volatile Orders orders;
    private volatile @Nullable Double batchMillis;
    private volatile String held = "";
    private String progress = "";
    private boolean halted;

    private Steering(Database database, Lane lane, Orders orders, Attempt host) {
        this.database = database;
        this.lane = lane;
        this.orders = orders;
        this.lanes = orders.lanes();
        this.host = host;
        this.helm = new Helm(database, lane, this);
        this.governor = new Governor(() -> this.orders.throttle(), this::passes, System::nanoTime);
    }

    /**
     * Reads what holds now, and goes on reading until it is closed.
     *
     * @throws SQLException when the database is out of reach for longer than a few tries
     */
    public static Steering begin(Database database, Lane lane, Attempt host) throws SQLException {
        Begin begin =
                Backoff.retry(
                        host,
                        "waiting for a lock on the run's control row",
                        () ->
                                database.inTransaction(
                                        Scope.state(lane.name()),
                                        connection ->
                                                new Begin(
                                                        Controls.read(connection, lane.run()),
                                                        Samples.last(connection, lane))));
        Steering steering = new Steering(database, lane, begin.orders, host);
        steering.governor.goOn(begin.held);
        if (steering.halt() == null) {
            host.held(""); // what held an earlier slice is over
        }
        steering.helm.start();
        return steering;
    }

    private record Begin(Orders orders, String held) {}

    /** Slows the work down so that the application does not notice it. */
    public Governor governor() {
        return governor;
    }

    @Override
    public boolean passes(String check) {
        return host.passes(check);
    }

    /** What holds at this moment. */
    public Orders orders() {
        return orders;
    }

    void orders(Orders read) {
        orders = read;
    }

    /**
     * {@inheritDoc}
     *
     * @throws Halt when people want the slice to end
     */
    @Override
    public void check() {
        host.check();
        Halt halt = halt();
        if (halt != null) {
            halted = true;
            held(String.valueOf(halt.getMessage()));
            throw halt;
        }
    }

    @Nullable Halt halt() {
        Orders now = orders;
        if (now.paused()) {
            return new Halt(PAUSED, null);
        }
        Instant until = lane.windowed() ? now.closedUntil(Instant.now()) : null;
        if (until != null) {
            return new Halt("window", until);
        }
        return Objects.equals(now.lanes(), lanes) ? null : new Halt("", null);
    }

    /** Cancels what is being executed, as far as that is possible. */
    void cancel() {
        for (Statement statement : statements) {
            try {
                statement.cancel();
            } catch (SQLException lost) {
                // The next look cancels again; a lost connection ends its statement anyway.
            }
        }
    }

    @Override
    public void sleep(Duration duration) {
        for (Duration left = duration; left.isPositive(); left = left.minus(NAP)) {
            check();
            host.sleep(left.compareTo(NAP) < 0 ? left : NAP);
        }
        check();
    }

    @Override
    public Running running(Statement statement) {
        check();
        Running running = host.running(statement);
        statements.add(statement);
        return () -> {
            statements.remove(statement);
            running.close();
        };
    }

    @Override
    public void report(String text) {
        progress = text;
        host.report(text + suffix());
    }

    private String suffix() {
        String why = held;
        if (why.isEmpty() || progress.isEmpty()) {
            return why;
        }
        boolean verb =
                why.equals(PAUSED) || why.startsWith("waiting") || why.startsWith(Governor.SLOWER);
        return verb ? ", " + why : ", held by " + why;
    }

    @Override
    public void held(String why) {
        if (!why.equals(held)) {
            held = why;
            host.held(why);
            host.report(progress + suffix());
        }
    }

    @Override
    public void batch(long rows, Duration took) {
        batchMillis = took.toNanos() / 1e6;
        host.batch(rows, took);
    }

    @Override
    public void waitedForLock(Duration waited) {
        host.waitedForLock(waited);
    }

    /** How the lane stands. */
    Database.Action sample() {
        return connection -> Samples.add(connection, lane, batchMillis, held);
    }

    /** Keeps how the lane stands at the end of the slice. */
    public void end() {
        try {
            database.transaction(Scope.state(lane.name()), sample());
        } catch (SQLException unwritten) {
            host.report(progress); // a sample less in the report harms nothing
        }
    }

    /** Nothing is read or cancelled any more; does not wait for a reading that is under way. */
    @Override
    public void close() {
        helm.close();
        if (!halted) {
            held("");
        }
    }
}
