package dev.godwit.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Step;
import dev.godwit.plan.step.Work;
import dev.godwit.postgres.catalog.Definition;
import dev.godwit.postgres.scratch.Scratches;
import dev.godwit.postgres.scratch.ServerScratches;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.state.Run;
import dev.godwit.postgres.state.RunOptions;
import dev.godwit.postgres.state.Runs;
import dev.godwit.postgres.state.StepJson;
import dev.godwit.postgres.state.Steps;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * A database of its own on the one embedded server of the JVM, with schema godwit in it. {@link
 * #database()} is the engine's way in, {@link #connect()} the application's.
 */
public final class TestPostgres implements AutoCloseable {

    private final String name;
    private final HikariDataSource pool;
    private final DataSource plain;

    private TestPostgres(String name) {
        this.name = name;
        plain = TestServer.database("postgres", name);
        HikariConfig config = new HikariConfig();
        config.setDataSource(plain);
        config.setMaximumPoolSize(8);
        config.setMinimumIdle(1);
        pool = new HikariDataSource(config);
    }

    /** A new database in which Godwit can work. */
    public static TestPostgres open() throws SQLException {
        return new TestPostgres(TestServer.ready());
    }

    /** A new database that Godwit has never seen. */
    public static TestPostgres empty() throws SQLException {
        return new TestPostgres(TestServer.create("template1"));
    }

    /** A new database with everything that one of that name has; nobody may be connected to it. */
    public static TestPostgres copyOf(String template) throws SQLException {
        return new TestPostgres(TestServer.create(template));
    }

    public Database database() {
        return new Database(pool, plain);
    }

    /** Pooled connections, as the engine takes them. */
    public DataSource pooled() {
        return pool;
    }

    /** Databases beside it, made by a role. */
    public Scratches scratches(String role) {
        return new ServerScratches(as(role), other -> TestServer.database(role, other));
    }

    /** New connections at each call, as a superuser. */
    public DataSource direct() {
        return plain;
    }

    /** The same database as another role, which may log in without a password. */
    public DataSource as(String role) {
        return TestServer.database(role, name);
    }

    public int port() {
        return TestServer.port();
    }

    public String name() {
        return name;
    }

    /** A connection of the application's. */
    public Connection connect() throws SQLException {
        return plain.getConnection();
    }

    /** A connection of the application's in an open transaction, after these statements. */
    public Connection begin(String... statements) throws SQLException {
        Connection connection = plain.getConnection();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set application_name = 'the application'");
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
        return connection;
    }

    public void sql(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    public long number(String sql) throws SQLException {
        return Long.parseLong(text(sql));
    }

    /** The first column of the first row; "null" for NULL. */
    public String text(String sql) throws SQLException {
        return texts(sql).getFirst();
    }

    /** The first column of all rows. */
    public List<String> texts(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (row.next()) {
                texts.add(String.valueOf(row.getString(1)));
            }
            return texts;
        }
    }

    /** Step {@code number}, which {@code undo} takes back. */
    public static Step step(int number, Work work, Work... undo) {
        return new Step(
                number, Stage.APPLY, "test", "step " + number, work, List.of(undo), List.of());
    }

    /** Stores a run in phase APPLY with these steps, on these tables; returns its id. */
    public long run(List<QualifiedName> tables, Step... steps) throws SQLException {
        return database()
                .inTransaction(
                        Scope.state("test"),
                        connection -> {
                            List<Long> oids = new ArrayList<>();
                            for (QualifiedName table : tables) {
                                oids.add(oid(table));
                            }
                            String options =
                                    StepJson.write(
                                            new RunOptions(
                                                    Map.of(),
                                                    Duration.ZERO,
                                                    "",
                                                    Duration.ofMinutes(30),
                                                    true,
                                                    oids,
                                                    List.of()));
                            String plan = "plan-" + UUID.randomUUID();
                            Run run =
                                    Runs.insert(
                                            connection,
                                            "test/" + plan,
                                            plan,
                                            plan + ".yaml",
                                            "",
                                            "",
                                            "tester",
                                            plan,
                                            options);
                            Steps.insert(connection, run.id(), List.of(steps));
                            Runs.phase(connection, run.id(), "APPLY");
                            Definition.keep(connection, run.id());
                            return run.id();
                        });
    }

    public Run runOf(long id) throws SQLException {
        return database()
                .inTransaction(Scope.state("test"), connection -> Runs.get(connection, id));
    }

    public long oid(QualifiedName relation) throws SQLException {
        return number("select '" + relation.sql() + "'::regclass::oid");
    }

    public String stateOf(long run, int step) throws SQLException {
        return text(
                "select state from godwit.step where run = %d and number = %d"
                        .formatted(run, step));
    }

    public String undoOf(long run, int step) throws SQLException {
        return text(
                "select coalesce((select state from godwit.undo where run = %d and step = %d), 'none')"
                        .formatted(run, step));
    }

    /** How many lines of that event the ledger has for the run. */
    public long lines(long run, String event) throws SQLException {
        return number(
                "select count(*) from godwit.ledger where run = %d and event = '%s'"
                        .formatted(run, event));
    }

    /**
     * Waits until the query's boolean is true; a test that waits for ever is ended by its limit.
     */
    public void await(String sql) throws SQLException, InterruptedException {
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!text(sql).equals("t")) {
            if (System.nanoTime() > end) {
                throw new AssertionError("never became true: " + sql);
            }
            Thread.sleep(10);
        }
    }

    /** Nobody is connected to it any more by means of this. It can be copied. */
    public void rest() {
        pool.close();
    }

    @Override
    public void close() {
        pool.close();
        TestServer.drop(name);
    }
}
