package dev.godwit.postgres;

import dev.godwit.postgres.state.StateSchema;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** The one embedded server of the JVM, stopped by its own shutdown hook, and its databases. */
public final class TestServer {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final EmbeddedPostgres SERVER = start();

    private TestServer() {}

    /** What databases with schema godwit are copied from: Flyway is slower than a copy. */
    private static final class Ready {
        static final String TEMPLATE = make();

        private static String make() {
            try {
                String name = create("template1");
                new StateSchema(database("postgres", name)).upgrade();
                return name;
            } catch (SQLException failure) {
                throw new IllegalStateException("no template can be made", failure);
            }
        }
    }

    private static EmbeddedPostgres start() {
        try {
            // What is lost when the machine fails is of no use afterwards.
            return EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off")
                    .setServerConfig("full_page_writes", "off")
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A new database in which Godwit can work. @return its name */
    public static String ready() throws SQLException {
        return create(Ready.TEMPLATE);
    }

    /** A new database like another one, to which nobody may be connected. @return its name */
    public static String create(String template) throws SQLException {
        String name = "test_" + ProcessHandle.current().pid() + "_" + NUMBER.incrementAndGet();
        execute("create database " + name + " template " + template);
        return name;
    }

    /** Takes a database away, whoever is connected to it. */
    public static void drop(String name) {
        try {
            execute("drop database if exists " + name + " with (force)");
        } catch (SQLException kept) {
            // a slot or a prepared transaction holds it: it goes with the server
        }
    }

    /** The way into a database. */
    public static DataSource database(String role, String name) {
        return SERVER.getDatabase(role, name);
    }

    /** The server's port. */
    public static int port() {
        return SERVER.getPort();
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = SERVER.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
