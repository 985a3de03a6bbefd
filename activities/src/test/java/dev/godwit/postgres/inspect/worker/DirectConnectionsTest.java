package dev.godwit.postgres.inspect.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.postgres.TestPostgres;
import dev.godwit.postgres.inspect.look.Subject;
import dev.godwit.postgres.session.Database;
import dev.godwit.workflow.operator.Check;
import dev.godwit.workflow.operator.Check.Level;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** Through a real PgBouncer, in both of its modes. */
class DirectConnectionsTest {

    @TempDir Path folder;

    @Test
    void noticesAPoolerInTransactionModeOnly() throws Exception {
        try (TestPostgres target = TestPostgres.empty()) {
            assertThat(look(target, target.port()).level()).isEqualTo(Level.OK);
            for (String mode : List.of("session", "transaction")) {
                int port = free();
                Process bouncer = bouncer(target, mode, port);
                try {
                    Check found = look(target, port);
                    assertThat(found.level())
                            .as(mode)
                            .isEqualTo(mode.equals("session") ? Level.OK : Level.FAILURE);
                } finally {
                    bouncer.destroy();
                    bouncer.waitFor(5, TimeUnit.SECONDS);
                }
            }
        }
    }

    private static Check look(TestPostgres target, int port) throws Exception {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl("jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, target.name()));
        source.setUser("postgres");
        source.setPrepareThreshold(0);
        await(source);
        Database database = new Database(source, source);
        Subject subject = new Subject("1", 1, 0, 0, database, List.of());
        try (Connection connection = target.connect()) {
            return new DirectConnections().at(connection, subject).getFirst();
        }
    }

    private static void await(PGSimpleDataSource source) throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            try (Connection connection = source.getConnection()) {
                return;
            } catch (SQLException notYet) {
                Thread.sleep(50);
            }
        }
    }

    private Process bouncer(TestPostgres target, String mode, int port) throws IOException {
        Path users = Files.writeString(folder.resolve("users.txt"), "\"postgres\" \"\"\n");
        Path config =
                Files.writeString(
                        folder.resolve("bouncer-" + mode + ".ini"),
                        """
                        [databases]
                        %s = host=127.0.0.1 port=%d user=postgres
                        [pgbouncer]
                        listen_addr = 127.0.0.1
                        listen_port = %d
                        unix_socket_dir =
                        auth_type = any
                        auth_file = %s
                        pool_mode = %s
                        ignore_startup_parameters = extra_float_digits
                        """
                                .formatted(target.name(), target.port(), port, users, mode));
        // It refuses to be root.
        boolean root = "root".equals(System.getProperty("user.name"));
        if (root) {
            open(folder);
            open(users);
            open(config);
        }
        List<String> command =
                root
                        ? List.of(
                                "setpriv",
                                "--reuid=65534",
                                "--clear-groups",
                                program(),
                                config.toString())
                        : List.of(program(), config.toString());
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("bouncer.log").toFile())
                .start();
    }

    private static void open(Path path) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static String program() {
        String found =
                Stream.of(
                                "/usr/sbin/pgbouncer",
                                "/usr/bin/pgbouncer",
                                "/opt/homebrew/bin/pgbouncer")
                        .filter(path -> Files.isExecutable(Path.of(path)))
                        .findFirst()
                        .orElse("");
        if (found.isEmpty()) {
            String words = "PgBouncer is not installed, so nothing was asked through one";
            if ("required".equals(System.getProperty("godwit.tools"))) {
                Assertions.fail(words);
            }
            Assumptions.abort(words);
        }
        return found;
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
