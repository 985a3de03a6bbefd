package dev.godwit.cli.demo;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.stack.PostgresServer;
import dev.godwit.cli.stack.StackFolder;
import dev.godwit.cli.stack.TemporalBinary;
import dev.godwit.cli.stack.TemporalServer;
import dev.godwit.cli.stack.WorkerProcess;
import dev.godwit.cli.stack.process.Environments;
import dev.godwit.cli.stack.process.Ports;
import dev.godwit.config.DevStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The servers of one demo, in a folder of its own, and its worker. Nothing else is touched. */
final class DemoStack implements AutoCloseable {

    static final String TARGET = "demo";

    private final Path home;
    private final StackFolder folder;
    private final TemporalServer temporal;
    private final PostgresServer postgres;
    private final Path config;
    private @Nullable WorkerProcess worker;
    private boolean kept;

    private DemoStack(
            Path home,
            StackFolder folder,
            TemporalServer temporal,
            PostgresServer postgres,
            Path config) {
        this.home = home;
        this.folder = folder;
        this.temporal = temporal;
        this.postgres = postgres;
        this.config = config;
    }

    static DemoStack start(Surroundings surroundings, Consumer<String> say)
            throws IOException, SQLException, InterruptedException {
        Path home = DevStack.home(surroundings.environment());
        Path program = new TemporalBinary(surroundings.environment(), home, say).get();
        StackFolder folder = StackFolder.forDemo(home);
        PostgresServer postgres =
                PostgresServer.start(home, folder.path().resolve("postgres"), Ports.free());
        folder.add(postgres.mark());
        TemporalServer temporal;
        try {
            temporal =
                    TemporalServer.start(
                            program,
                            folder.path().resolve("temporal"),
                            Ports.free(),
                            Ports.preferably(8233));
            folder.add(temporal.process().mark());
        } catch (IOException | InterruptedException | RuntimeException failure) {
            postgres.close();
            throw failure;
        }
        Path config = folder.path().resolve("godwit.yaml");
        Files.writeString(
                config,
                """
                ui: "%s"
                targets:
                  %s: { url: "%s", username: "%s", password: "${file:%s}", environment: development }
                """
                        .formatted(
                                temporal.ui(),
                                TARGET,
                                postgres.url(),
                                PostgresServer.OWNER,
                                postgres.passwordFile()));
        return new DemoStack(home, folder, temporal, postgres, config);
    }

    PostgresServer postgres() {
        return postgres;
    }

    String ui() {
        return temporal.ui();
    }

    /** Our surroundings, with the demo's Temporal and configuration in the place of the user's. */
    Surroundings inside(Surroundings outer) {
        Map<String, String> environment =
                Environments.withTemporal(
                        outer.environment(), temporal.address(), TemporalServer.NAMESPACE);
        environment.put("GODWIT_CONFIG", config.toString());
        return new Surroundings(
                environment,
                outer.folder(),
                outer.root(),
                outer.in(),
                outer.out(),
                outer.err(),
                outer.terminal(),
                outer.width());
    }

    void startWorker() throws IOException, InterruptedException {
        worker =
                WorkerProcess.start(
                        WorkerProcess.plainEnvironment(),
                        temporal.address(),
                        config,
                        folder.path().resolve("worker.log"));
        folder.add(worker.process().mark());
    }

    void killWorker() throws InterruptedException {
        if (worker != null) {
            worker.kill();
        }
    }

    /** Lets everything run on after this program has ended, and writes down where it is. */
    void keep() throws IOException {
        kept = true;
        long pid = worker == null ? 0 : worker.process().pid();
        DevStack.of(
                        temporal.address(),
                        TemporalServer.NAMESPACE,
                        temporal.ui(),
                        temporal.process().pid(),
                        postgres.url(),
                        postgres.mark().pid(),
                        pid,
                        config.toString())
                .write(home);
    }

    Path logs() {
        return folder.path();
    }

    @Override
    public synchronized void close() {
        if (kept) {
            return;
        }
        kept = true; // once is enough
        if (worker != null) {
            worker.close();
        }
        temporal.close();
        postgres.close();
        try {
            folder.release();
        } catch (IOException left) {
            throw new java.io.UncheckedIOException("cannot delete " + folder.path(), left);
        }
    }
}
