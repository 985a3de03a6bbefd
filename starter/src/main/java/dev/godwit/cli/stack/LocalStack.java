package dev.godwit.cli.stack;

import dev.godwit.cli.stack.process.Ports;
import dev.godwit.config.DevStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What {@code godwit dev} runs: Temporal, a worker and, without a configuration, PostgreSQL. */
public final class LocalStack implements AutoCloseable {

    /** A worker that ends sooner after it polled will not do better a second time. */
    private static final Duration SHORT_LIFE = Duration.ofSeconds(5);

    private final Map<String, String> environment;
    private final Path home;
    private final StackFolder folder;
    private final TemporalServer temporal;
    private final @Nullable PostgresServer postgres;
    private final Path config;
    private @Nullable WorkerProcess worker;
    private boolean closed;

    private LocalStack(
            Map<String, String> environment,
            Path home,
            StackFolder folder,
            TemporalServer temporal,
            @Nullable PostgresServer postgres,
            Path config) {
        this.environment = environment;
        this.home = home;
        this.folder = folder;
        this.temporal = temporal;
        this.postgres = postgres;
        this.config = config;
    }

    /**
     * Starts it.
     *
     * @param environment handed to the worker whole: a configuration may name any variable
     * @param config the user's, or null to start a PostgreSQL and write one of our own beside its
     *     data
     */
    public static LocalStack start(
            Map<String, String> environment, @Nullable Path config, Consumer<String> say)
            throws IOException, InterruptedException {
        Path home = DevStack.home(environment);
        StackFolder folder = StackFolder.forDev(home);
        folder.owner()
                .ifPresent(
                        owner -> {
                            throw new StackFailure(
                                    "GW-534",
                                    "godwit dev is already running",
                                    home.toString(),
                                    "pid " + owner.pid() + " owns the stack",
                                    "use it, or stop it: godwit down");
                        });
        Path program = new TemporalBinary(environment, home, say).get();
        folder.own();
        PostgresServer postgres = null;
        TemporalServer temporal = null;
        try {
            Path used = config;
            if (used == null) {
                postgres =
                        PostgresServer.start(
                                home, folder.path().resolve("postgres"), Ports.preferably(15432));
                folder.add(postgres.mark());
                used = folder.path().resolve("godwit.yaml");
                Files.writeString(
                        used,
                        "targets:\n  local: { url: \"%s\", username: \"%s\", password: \"${file:%s}\", environment: development }\n"
                                .formatted(
                                        postgres.url(),
                                        PostgresServer.OWNER,
                                        postgres.passwordFile()));
            }
            temporal =
                    TemporalServer.start(
                            program,
                            folder.path().resolve("temporal"),
                            Ports.preferably(7233),
                            Ports.preferably(8233));
            folder.add(temporal.process().mark());
            LocalStack stack = new LocalStack(environment, home, folder, temporal, postgres, used);
            stack.startWorker();
            return stack;
        } catch (SQLException failure) {
            giveUp(home, folder, temporal, postgres);
            throw new IOException("the embedded PostgreSQL says: " + failure.getMessage(), failure);
        } catch (IOException | InterruptedException | RuntimeException failure) {
            giveUp(home, folder, temporal, postgres);
            throw failure;
        }
    }

    private static void giveUp(
            Path home,
            StackFolder folder,
            @Nullable TemporalServer temporal,
            @Nullable PostgresServer postgres)
            throws IOException {
        if (temporal != null) {
            temporal.close();
        }
        if (postgres != null) {
            postgres.close();
        }
        folder.release();
        DevStack.remove(home);
    }

    /** Host and port of Temporal. */
    public String temporal() {
        return temporal.address();
    }

    /** Address of Temporal's UI. */
    public String ui() {
        return temporal.ui();
    }

    /** The configuration that the worker reads. */
    public Path config() {
        return config;
    }

    /** JDBC address of the embedded PostgreSQL; empty when there is none. */
    public String postgres() {
        return postgres == null ? "" : postgres.url();
    }

    /** Holds the password of the embedded PostgreSQL's role; the configuration names it. */
    public Path passwordFile() {
        return folder.path().resolve("postgres/password");
    }

    /**
     * Keeps a worker running: one that was killed is started again. Returns when the stack was
     * closed.
     *
     * @throws IOException when Temporal has ended, which it does not do by itself, or no worker
     *     stays
     */
    public void stay(Consumer<String> say) throws IOException, InterruptedException {
        long ready = System.nanoTime();
        while (!isClosed()) {
            if (!temporal.process().isAlive()) {
                hasEnded("Temporal");
            } else if (!workerLives() && System.nanoTime() - ready < SHORT_LIFE.toNanos()) {
                hasEnded("the worker");
            } else if (!workerLives() && !isClosed()) {
                say.accept("The worker has ended; starting it again.");
                startWorker();
                say.accept("The worker is back.");
                ready = System.nanoTime();
            }
            Thread.sleep(500);
        }
    }

    private void startWorker() throws IOException, InterruptedException {
        WorkerProcess fresh;
        synchronized (this) {
            if (closed) {
                return;
            }
            fresh =
                    WorkerProcess.launch(
                            environment,
                            temporal.address(),
                            config,
                            folder.path().resolve("worker.log"));
            // Known before it is awaited: whoever stops the stack meanwhile stops this one too.
            worker = fresh;
            folder.add(fresh.process().mark());
            write(fresh);
        }
        try {
            fresh.awaitReady();
        } catch (IOException failure) {
            if (!isClosed()) {
                throw failure;
            }
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized boolean workerLives() {
        return worker != null && worker.process().isAlive();
    }

    private void hasEnded(String who) throws IOException {
        if (!isClosed()) {
            throw new IOException(who + " has ended; its log is in " + folder.path());
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (worker != null) {
            worker.close();
        }
        temporal.close();
        if (postgres != null) {
            postgres.close();
        }
        try {
            folder.release();
            DevStack.remove(home);
        } catch (IOException left) {
            throw new java.io.UncheckedIOException(left);
        }
    }

    private void write(WorkerProcess running) throws IOException {
        long pid = postgres == null ? 0 : postgres.mark().pid();
        DevStack.of(
                        temporal.address(),
                        TemporalServer.NAMESPACE,
                        temporal.ui(),
                        temporal.process().pid(),
                        postgres(),
                        pid,
                        running.process().pid(),
                        config.toString())
                .write(home);
    }
}
