package dev.godwit.cli.stack;

import dev.godwit.cli.stack.process.Ports;
import dev.godwit.config.DevStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What {@code godwit dev} runs: Temporal, a worker and, without a configuration, PostgreSQL. */
public final class LocalStack implements AutoCloseable {

    private final Path home;
    private final StackFolder folder;
    private final TemporalServer temporal;
    private final @Nullable PostgresServer postgres;
    private final WorkerProcess worker;
    private final Path config;
    private boolean closed;

    private LocalStack(
            Path home,
            StackFolder folder,
            TemporalServer temporal,
            @Nullable PostgresServer postgres,
            WorkerProcess worker,
            Path config) {
        this.home = home;
        this.folder = folder;
        this.temporal = temporal;
        this.postgres = postgres;
        this.worker = worker;
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
            WorkerProcess worker =
                    WorkerProcess.start(
                            environment,
                            temporal.address(),
                            used,
                            folder.path().resolve("worker.log"));
            folder.add(worker.process().mark());
            LocalStack stack = new LocalStack(home, folder, temporal, postgres, worker, used);
            stack.write();
            return stack;
        } catch (SQLException failure) {
            giveUp(folder, temporal, postgres);
            throw new IOException("the embedded PostgreSQL says: " + failure.getMessage(), failure);
        } catch (IOException | InterruptedException | RuntimeException failure) {
            giveUp(folder, temporal, postgres);
            throw failure;
        }
    }

    private static void giveUp(
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

    /** Returns when the worker or Temporal has ended, which they do not do by themselves. */
    public void awaitEnd() throws IOException, InterruptedException {
        while (worker.process().isAlive() && temporal.process().isAlive()) {
            Thread.sleep(500);
        }
        if (!closed) {
            throw new IOException(
                    (worker.process().isAlive() ? "Temporal" : "the worker")
                            + " has ended; its log is in "
                            + folder.path());
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        worker.close();
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

    private void write() throws IOException {
        long pid = postgres == null ? 0 : postgres.mark().pid();
        DevStack.of(
                        temporal.address(),
                        TemporalServer.NAMESPACE,
                        temporal.ui(),
                        temporal.process().pid(),
                        postgres(),
                        pid,
                        worker.process().pid(),
                        config.toString())
                .write(home);
    }
}
