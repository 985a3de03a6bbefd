package dev.godwit.e2e.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One database of its own, a target for it, workers and a command line: what a user of Godwit has.
 * The worker's role is not a superuser; the command line gets no database credential.
 */
public final class Shop implements AutoCloseable {

    /** The password of every worker role; tests look for it where it must not be. */
    public static final String PASSWORD = "tops3cret-do-not-leak";

    private static int count;

    private final String name;
    private final Path folder;
    private final Temporal temporal;
    private final Server server;
    private final List<WorkerProcess> workers = new ArrayList<>();

    private Shop(String name, Server server) throws Exception {
        this.name = name;
        temporal = Temporal.shared();
        this.server = server;
        folder = Files.createTempDirectory("godwit-e2e-" + name);
        try (Connection connection = server.superuser("postgres")) {
            execute(connection, "create database \"" + name + "\"");
            execute(connection, "create role \"" + name + "\" login password '" + PASSWORD + "'");
            execute(connection, "grant create on database \"" + name + "\" to \"" + name + "\"");
        }
        sql("grant all on schema public to \"" + name + "\"");
        Files.writeString(
                folder.resolve("godwit.yaml"),
                """
                targets:
                  %1$s:
                    url: "%2$s"
                    username: "%1$s"
                    password: "${SHOP_PASSWORD}"
                    environment: staging
                """
                        .formatted(name, server.url(name)));
    }

    /** A new, empty database with a target of the same name; no worker yet. */
    public static synchronized Shop open(String prefix) throws Exception {
        return open(prefix, Postgres.shared());
    }

    /** The same on another server. */
    public static synchronized Shop open(String prefix, Server server) throws Exception {
        count++;
        return new Shop(prefix + count, server);
    }

    /** The target's and the database's name. */
    public String name() {
        return name;
    }

    /** The database's address, without user and password. */
    public String url() {
        return server.url(name);
    }

    /** The shared server, for tests that restart it. */
    public Postgres postgres() {
        return (Postgres) server;
    }

    /** The Temporal server. */
    public Temporal temporal() {
        return temporal;
    }

    /** Starts a worker process and waits until it polls. */
    public WorkerProcess worker() throws Exception {
        WorkerProcess worker = launchWorker();
        return worker.awaitReady();
    }

    /** Starts a worker process. */
    public WorkerProcess launchWorker() throws IOException {
        Map<String, String> environment = environment();
        environment.put("SHOP_PASSWORD", PASSWORD);
        environment.put("GODWIT_DIRECTORIES", "true");
        WorkerProcess worker = WorkerProcess.launch(folder, environment);
        workers.add(worker);
        return worker;
    }

    /** Adds to the worker's configuration; workers that are started later read it. */
    public void configure(String yaml) throws IOException {
        Files.writeString(
                folder.resolve("godwit.yaml"), yaml, java.nio.file.StandardOpenOption.APPEND);
    }

    /** Writes a plan file. */
    public Path plan(String fileName, String text) throws IOException {
        return Files.writeString(folder.resolve(fileName), text);
    }

    /** Runs a command of the command line. */
    public Cli.Result godwit(String... arguments) throws Exception {
        return Cli.run(folder, environment(), List.of(arguments));
    }

    /** A run of this shop by the plan's name. */
    public Run run(String plan) {
        return new Run(this, name + "/" + plan);
    }

    /** Starts a plan and does not follow it. */
    public Run start(Path plan) throws Exception {
        Cli.Result result = godwit("start", plan.toString(), "--target", name, "--detach");
        if (result.exit() != 0) {
            throw new IllegalStateException("start failed: " + result);
        }
        String file = plan.getFileName().toString();
        return new Run(this, name + "/" + file.substring(0, file.lastIndexOf('.')));
    }

    /** A connection as superuser, which is what the application uses here. */
    public Connection connect() throws SQLException {
        return server.superuser(name);
    }

    /** Runs statements as superuser. */
    public void sql(String... statements) throws SQLException {
        try (Connection connection = connect()) {
            for (String statement : statements) {
                execute(connection, statement);
            }
        }
    }

    /** Makes the worker's role the owner of a table. */
    public void own(String table) throws SQLException {
        sql("alter table " + table + " owner to \"" + name + "\"");
    }

    /** The one value of a query, or empty when there is no row or it is NULL. */
    public Optional<String> value(String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
        }
    }

    /** The one number of a query; 0 when there is no row or it is NULL. */
    public long number(String query) throws SQLException {
        return value(query).map(Long::parseLong).orElse(0L);
    }

    @Override
    public void close() throws Exception {
        for (WorkerProcess worker : workers) {
            worker.kill();
        }
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("PATH", System.getenv("PATH"));
        environment.put("HOME", folder.toString());
        environment.put("GODWIT_HOME", folder.resolve("home").toString());
        environment.put("GODWIT_CONFIG", folder.resolve("godwit.yaml").toString());
        environment.put("TEMPORAL_ADDRESS", temporal.address());
        return environment;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
