package dev.godwit.postgres.scratch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A role for programs that show their password to others. */
class GuestTest {

    private TestPostgres postgres;

    @BeforeEach
    void open() throws SQLException {
        postgres = TestPostgres.open();
        postgres.sql("create role host login createdb");
    }

    @AfterEach
    void close() throws SQLException {
        postgres.sql("drop role host");
        postgres.close();
    }

    private List<String> guests() throws SQLException {
        return postgres.texts(
                "select rolname from pg_roles where rolname like 'godwit\\_guest\\_%'");
    }

    @Test
    void readsTheScratchDatabaseAndIsGoneWithIt() throws SQLException {
        postgres.sql("alter role host createrole");
        postgres.sql("create role godwit_guest_1000000000_0a");
        postgres.sql("grant godwit_guest_1000000000_0a to host with admin option");
        try (Scratch scratch = postgres.scratches("host").open()) {
            String database;
            try (Connection mine = scratch.source().getConnection();
                    Statement statement = mine.createStatement()) {
                statement.execute("create schema \"Böse\" create table t (id int)");
                database = mine.getCatalog();
            }
            Guest guest = scratch.guest();
            assertThat(guests()).containsExactly(guest.role());
            assertThat(guest.toString()).doesNotContain(guest.password());
            String url = "jdbc:postgresql://localhost:%d/%s".formatted(postgres.port(), database);
            try (Connection theirs =
                            DriverManager.getConnection(url, guest.role(), guest.password());
                    Statement statement = theirs.createStatement()) {
                assertThat(statement.executeQuery("select * from \"Böse\".t").next()).isFalse();
                assertThatThrownBy(() -> statement.execute("insert into \"Böse\".t values (1)"))
                        .hasMessageContaining("permission denied");
            }
        }
        assertThat(guests()).isEmpty();
    }

    @Test
    void isNotMadeByARoleThatMayNot() throws SQLException {
        try (Scratch scratch = postgres.scratches("host").open()) {
            assertThatThrownBy(scratch::guest)
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            refused -> assertThat(refused.getSQLState()).isEqualTo("42501"));
        }
        assertThat(guests()).isEmpty();
    }
}
