package dev.godwit.postgres.preflight;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.godwit.postgres.TestPostgres;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.state.StateSchema;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A database that Godwit has never seen, to be opened as roles made for the purpose. */
public final class TargetServer implements AutoCloseable {

    private final TestPostgres postgres = TestPostgres.empty();
    private final List<HikariDataSource> pools = new ArrayList<>();

    public TargetServer() throws SQLException {}

    /** Connections as a role; a new one at each call. The server asks for no password. */
    public DataSource as(String role, String password) {
        PGSimpleDataSource source = (PGSimpleDataSource) postgres.as(role);
        source.setPassword(password);
        return source;
    }

    public DataSource owner() {
        return postgres.direct();
    }

    public Database database() {
        return postgres.database();
    }

    public Database database(DataSource source) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setMaximumPoolSize(2);
        config.setMinimumIdle(0);
        HikariDataSource pool = new HikariDataSource(config);
        pools.add(pool);
        return new Database(pool, source);
    }

    public StateSchema state() {
        return new StateSchema(owner());
    }

    public void run(String... sql) throws SQLException {
        postgres.sql(sql);
    }

    public String ask(String sql) throws SQLException {
        return postgres.text(sql);
    }

    /** A role unique to this database's test; {@code options} as CREATE ROLE takes them. */
    public String role(String word, String options) throws SQLException {
        String role = postgres.name() + "_" + word;
        run("create role %s login password 'unguessable-%s' %s".formatted(role, word, options));
        return role;
    }

    @Override
    public void close() {
        pools.forEach(HikariDataSource::close);
        postgres.close();
    }
}
