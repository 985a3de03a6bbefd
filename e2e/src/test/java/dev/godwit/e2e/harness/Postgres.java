package dev.godwit.e2e.harness;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A real PostgreSQL, one for all tests of the JVM; it can be restarted on its data and port. */
public final class Postgres implements Server {

    private static @Nullable Postgres shared;

    private final Path data;
    private final int port = Tools.freePort();
    private EmbeddedPostgres server;

    private Postgres() throws IOException {
        data = Files.createTempDirectory("godwit-e2e-postgres").resolve("data");
        server = launch();
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /** The server of this JVM, started at the first call. */
    public static synchronized Postgres shared() throws IOException {
        if (shared == null) {
            shared = new Postgres();
        }
        return shared;
    }

    /** Stops the server (fast: open sessions are cut off) and starts it again. */
    public void restart(Duration down) throws Exception {
        server.close();
        Thread.sleep(down.toMillis());
        server = launch();
    }

    @Override
    public String address() {
        return "127.0.0.1:" + port;
    }

    /** The server's port. */
    public int port() {
        return port;
    }

    private EmbeddedPostgres launch() throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port)
                // Servers and workers are killed, the machine is not.
                .setServerConfig("fsync", "off")
                .setServerConfig("full_page_writes", "off")
                .setServerConfig("max_connections", "200")
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("max_wal_size", "2GB")
                .start();
    }

    private void close() {
        try {
            server.close();
        } catch (IOException gone) {
            // the JVM is ending; nothing is left to do about it
        }
    }
}
