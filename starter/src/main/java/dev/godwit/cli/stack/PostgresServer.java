package dev.godwit.cli.stack;

import dev.godwit.cli.stack.process.ProcessMark;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.concurrent.locks.LockSupport;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * An embedded PostgreSQL 18 on the loopback address with one database, owned by a role that is no
 * superuser. Both roles have random passwords, kept in files that only the owner may read. The data
 * folder is ours to keep or to delete; the server outlives us unless it is closed. Not thread-safe.
 */
public final class PostgresServer implements AutoCloseable {

    /** The role that owns the database, and the database. */
    public static final String OWNER = "godwit";

    private static final String SUPERUSER = "postgres";
    private static final String ONLY_SUPERUSER = "host all postgres 127.0.0.1/32 trust\n";
    private static final String PASSWORDS = "host all all 127.0.0.1/32 scram-sha-256\n";

    private final Path folder;
    private final int port;
    private final EmbeddedPostgres server;

    private PostgresServer(Path folder, int port, EmbeddedPostgres server) {
        this.folder = folder;
        this.port = port;
        this.server = server;
    }

    /**
     * Starts it; on a new folder, creates everything first.
     *
     * @param home Godwit's own folder, where the programs are unpacked
     * @param folder keeps data, passwords and the log
     */
    public static PostgresServer start(Path home, Path folder, int port)
            throws IOException, SQLException {
        Files.createDirectories(folder);
        Path data = folder.resolve("data");
        boolean fresh = !Files.exists(folder.resolve("password"));
        if (fresh) {
            // Left half-made by a start that was killed.
            StackFolder.delete(data);
            Files.deleteIfExists(folder.resolve("password.postgres"));
        }
        // The library looks after old data folders beside its programs: give it a place of its own.
        System.setProperty("ot.epg.working-dir", home.resolve("postgres").toString());
        String password = fresh ? randomPassword() : read(folder.resolve("password.postgres"));
        EmbeddedPostgres server =
                settings(EmbeddedPostgres.builder())
                        .setPort(port)
                        .setDataDirectory(data)
                        .setCleanDataDirectory(false)
                        // Whether the server ends with us is for us to say.
                        .setRegisterShutdownHook(false)
                        .setConnectConfig("password", password)
                        .setOutputRedirector(
                                Redirect.appendTo(folder.resolve("postgres.log").toFile()))
                        .setDataDirectoryCustomizer(
                                at ->
                                        write(
                                                at.toPath().resolve("pg_hba.conf"),
                                                fresh ? ONLY_SUPERUSER : PASSWORDS))
                        .start();
        PostgresServer running = new PostgresServer(folder, port, server);
        if (fresh) {
            running.create(password);
        }
        running.completeOwner();
        return running;
    }

    /** Stops it and starts it again on the same data and port. */
    public PostgresServer restart(Path home) throws IOException, SQLException {
        close();
        return start(home, folder, port);
    }

    /** Address of the database, without user or password. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + OWNER;
    }

    /** Holds the password of {@link #OWNER}, nothing else. */
    public Path passwordFile() {
        return folder.resolve("password");
    }

    /** As the role that owns the database: what the worker is given. */
    public PGSimpleDataSource asOwner() throws IOException {
        return source(OWNER, read(passwordFile()));
    }

    /** As the superuser: what no program but the one that owns the server is given. */
    public PGSimpleDataSource asSuperuser() throws IOException {
        return source(SUPERUSER, read(folder.resolve("password.postgres")));
    }

    /** Its first process, by which it can be stopped. */
    public ProcessMark mark() throws IOException {
        long pid =
                Long.parseLong(
                        Files.readAllLines(folder.resolve("data/postmaster.pid")).getFirst());
        return ProcessHandle.of(pid)
                .map(handle -> ProcessMark.of("postgres", handle))
                .orElseThrow(() -> new IOException("PostgreSQL is not running"));
    }

    /** Ends its sessions and stops it; the data stays. */
    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void create(String superuserPassword) throws IOException, SQLException {
        String password = randomPassword();
        secret(folder.resolve("password.postgres"), superuserPassword);
        try (Connection connection = source(SUPERUSER, "").getConnection();
                Statement sql = connection.createStatement()) {
            // Random and hexadecimal: nothing in them to quote.
            sql.execute("alter role postgres password '" + superuserPassword + "'");
            sql.execute("create role godwit login createdb createrole password '" + password + "'");
            // As in production: without it doctor cannot say who holds a lock.
            sql.execute("grant pg_monitor to godwit");
            sql.execute("create database godwit owner godwit");
            write(folder.resolve("data/pg_hba.conf"), PASSWORDS);
            sql.execute("select pg_reload_conf()");
        }
        try (Connection connection = source(SUPERUSER, superuserPassword).getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute("alter schema public owner to godwit");
        }
        awaitLogin(password);
        // Last: it says that everything is there.
        secret(passwordFile(), password);
    }

    /**
     * Migrations are tried out in databases of their own; and whoever logs in as the owner makes
     * tables in public, not in the schema of Godwit's record, which has the owner's name. And
     * autovacuum, which a backfill wakes, gives way at once. Data folders of before lack it.
     */
    private void completeOwner() throws IOException, SQLException {
        try (Connection connection = asSuperuser().getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute("alter role godwit createdb createrole");
            sql.execute("alter role godwit set search_path = public");
            sql.execute("grant set on parameter deadlock_timeout to godwit");
        }
    }

    /** A reload is only a signal: returns when the server lets the owner in. */
    private void awaitLogin(String password) throws SQLException {
        long deadline = System.nanoTime() + 5_000_000_000L;
        while (true) {
            try {
                source(OWNER, password).getConnection().close();
                return;
            } catch (SQLException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                LockSupport.parkNanos(20_000_000);
            }
        }
    }

    private static EmbeddedPostgres.Builder settings(EmbeddedPostgres.Builder builder) {
        return builder.setLocaleConfig("locale", "C")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("password_encryption", "scram-sha-256")
                .setServerConfig("max_connections", "60")
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("max_wal_size", "4GB")
                .setServerConfig("autovacuum_naptime", "10s")
                // The library switches both off, for speed in tests; figures should be honest.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on");
    }

    private PGSimpleDataSource source(String user, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url());
        if (user.equals(SUPERUSER) && password.isEmpty()) {
            source.setDatabaseName(SUPERUSER);
        }
        source.setUser(user);
        source.setPassword(password);
        return source;
    }

    private static String randomPassword() {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private static void secret(Path file, String content) throws IOException {
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, content);
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file).strip();
    }

    private static void write(Path file, String content) {
        try {
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
