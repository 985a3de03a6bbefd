package dev.godwit.cli.demo.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.cli.stack.PostgresServer;
import dev.godwit.cli.stack.process.Ports;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** What the demo counts is really counted, on a real server. */
class TrafficTest {

    private static final String PASSWORD = "applicationpassword";

    @TempDir Path folder;

    @Test
    void doubleWritesWrongAnswersAndRestartsAreSeen() throws Exception {
        PostgresServer server =
                PostgresServer.start(folder.resolve("home"), folder.resolve("pg"), Ports.free());
        try {
            UsersTable users = new UsersTable(server.asSuperuser());
            users.create(1_000, PostgresServer.OWNER, PASSWORD);
            PGSimpleDataSource godwit = server.asOwner();
            godwit.setApplicationName("godwit 1 1");

            sql(godwit, "update users set email = email where id <= 10");
            assertThat(users.writtenByBatches()).isEqualTo(10);
            assertThat(users.writtenTwice()).isZero();
            sql(godwit, "update users set email = email where id between 10 and 11");
            assertThat(users.writtenTwice()).as("row 10 was written twice").isEqualTo(1);

            Traffic good = Traffic.start(application(server), 1_000, 400);
            Thread.sleep(1_500);
            good.stop();
            assertThat(good.requests()).isPositive();
            assertThat(good.failures()).as(good.firstFailure().toString()).isZero();
            assertThat(good.lostWrites()).isZero();

            Traffic spoilt = Traffic.start(application(server), 1_000, 400);
            sql(server.asSuperuser(), "update users set last_name = 'somebody else'");
            Thread.sleep(1_500);
            spoilt.stop();
            assertThat(spoilt.failures() + spoilt.lostWrites()).as("wrong answers").isPositive();

            server = server.restart(folder.resolve("home"));
            assertThat(new UsersTable(server.asSuperuser()).writtenByBatches())
                    .as("data kept")
                    .isEqualTo(12);
        } finally {
            server.close();
        }
    }

    private static PGSimpleDataSource application(PostgresServer server) throws Exception {
        PGSimpleDataSource source = server.asOwner();
        source.setUser(UsersTable.APPLICATION);
        source.setPassword(PASSWORD);
        return Traffic.impatient(source);
    }

    private static void sql(PGSimpleDataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
