package dev.godwit.postgres.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.godwit.postgres.TestServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A statement in a transaction of its own, in one exchange. */
final class DatabaseTest {

    private static final Scope SCOPE =
            new Scope(
                    "godwit 7 3",
                    Duration.ofMillis(700),
                    Duration.ofSeconds(9),
                    "pg_catalog, \"what?\", pg_temp");

    private DataSource source;
    private Database database;

    @BeforeEach
    void target() throws SQLException {
        source = TestServer.database("postgres", TestServer.ready());
        database = new Database(source, source);
        sql("create schema \"what?\"; create table \"what?\".t (id int primary key)");
    }

    @Test
    void settingsHoldForTheStatement() throws SQLException {
        String found =
                statement(
                        """
                        select concat_ws('|', current_setting('application_name'), current_setting('lock_timeout'),
                                         current_setting('statement_timeout'), current_setting('search_path'))
                        """);

        assertThat(found).isEqualTo("godwit 7 3|700ms|9s|pg_catalog, \"what?\", pg_temp");
    }

    @Test
    void settingsEndWithTheStatement() throws SQLException {
        HikariConfig one = new HikariConfig();
        one.setDataSource(source);
        one.setMaximumPoolSize(1);
        try (HikariDataSource pool = new HikariDataSource(one)) {
            new Database(pool, source)
                    .statement(SCOPE, "select 1", Attempt.UNATTENDED, ResultSet::next);

            try (Connection again = pool.getConnection();
                    Statement statement = again.createStatement();
                    ResultSet row = statement.executeQuery("show lock_timeout")) {
                row.next();
                assertThat(row.getString(1)).isEqualTo("0");
            }
        }
    }

    @Test
    void aStatementIsCommitted() throws SQLException {
        assertThat(statement("insert into t values (1) returning id")).isEqualTo("1");

        assertThat(statement("select count(*) from t")).isEqualTo("1");
    }

    @Test
    void aFailureLeavesNothing() throws SQLException {
        assertThatThrownBy(
                        () ->
                                statement(
                                        "with new as (insert into t values (1), (0) returning id) select 1 / id from new"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("division by zero");

        assertThat(statement("select count(*) from t")).isEqualTo("0");
    }

    @Test
    void aFailureOfTheCommitIsTold() throws SQLException {
        sql(
                "alter table \"what?\".t add column other int references \"what?\".t deferrable initially deferred");

        assertThatThrownBy(() -> statement("insert into t values (1, 2) returning id"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("foreign key");

        assertThat(statement("select count(*) from t")).isEqualTo("0");
    }

    @Test
    void aStatementEndsAtItsTimeOut() {
        Scope brief = SCOPE.with(Duration.ZERO, Duration.ofMillis(50));

        assertThatThrownBy(
                        () ->
                                database.statement(
                                        brief,
                                        "select pg_sleep(60)",
                                        Attempt.UNATTENDED,
                                        ResultSet::next))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("statement timeout");
    }

    private String statement(String sql) throws SQLException {
        return database.statement(
                SCOPE,
                sql,
                Attempt.UNATTENDED,
                row -> {
                    row.next();
                    return row.getString(1);
                });
    }

    private void sql(String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
