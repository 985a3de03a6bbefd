package dev.godwit.postgres.preflight;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.state.StateSchema;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A database of its own on a server that all tests of the JVM share; roles belong to the server.
 */
public final class TargetServer implements AutoCloseable {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String name;
    private final List<HikariDataSource> pools = new ArrayList<>();

    private static final class Server {
        static final EmbeddedPostgres INSTANCE = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().setServerConfig("wal_level", "logical").start();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    public TargetServer() throws SQLException {
        name = "target_" + ProcessHandle.current().pid() + "_" + NUMBER.incrementAndGet();
        try (Connection connection = Server.INSTANCE.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
    }

    /** Connections as a role; a new one at each call. */
    public DataSource as(String role, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"localhost"});
        source.setPortNumbers(new int[] {Server.INSTANCE.getPort()});
        source.setDatabaseName(name);
        source.setUser(role);
        source.setPassword(password);
        return source;
    }

    public DataSource owner() {
        return as("postgres", "postgres");
    }

    public Database database() {
        return database(owner());
    }

    public Database database(DataSource source) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setMaximumPoolSize(4);
        config.setMinimumIdle(0);
        HikariDataSource pool = new HikariDataSource(config);
        pools.add(pool);
        return new Database(pool, source);
    }

    public StateSchema state() {
        return new StateSchema(owner());
    }

    public void run(String sql) throws SQLException {
        try (Connection connection = owner().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    public String ask(String sql) throws SQLException {
        try (Connection connection = owner().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    /** A role unique to this database's test; {@code options} as CREATE ROLE takes them. */
    public String role(String word, String options) throws SQLException {
        String role = name + "_" + word;
        run("create role %s login password 'unguessable-%s' %s".formatted(role, word, options));
        return role;
    }

    @Override
    public void close() {
        pools.forEach(HikariDataSource::close);
    }
}
