package dev.godwit.worker.database;

import dev.godwit.config.ConfigException;
import dev.godwit.config.ConfigProblem;
import dev.godwit.config.PostgresUrl;
import dev.godwit.config.Secrets;
import dev.godwit.config.Target;
import dev.godwit.migration.host.TargetAccess;
import dev.godwit.postgres.scratch.Scratches;
import dev.godwit.postgres.scratch.ServerScratches;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.snapshot.store.Store;
import dev.godwit.postgres.state.StateSchema;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/** The ways into one target: a small pool, direct connections, and probes with little patience. */
final class TargetConnections implements AutoCloseable {

    private static final String BAD_URL = "GW-414";
    private static final String PROTECTED =
            "the target is protected: name another server with scratch: in the worker's godwit.yaml";

    private static final Duration LOGIN = Duration.ofSeconds(10);
    private static final Duration PROBE = Duration.ofSeconds(3);

    private final Pool pool;
    private final DataSource probe;
    private final TargetAccess access;
    private final Scratches scratches;

    private TargetConnections(
            Pool pool,
            PGSimpleDataSource direct,
            DataSource probe,
            boolean guarded,
            List<DataSource> replicas,
            Supplier<TargetConnections> elsewhere,
            String environment,
            @Nullable Path snapshots) {
        this.pool = pool;
        this.probe = probe;
        this.access =
                new TargetAccess(
                        new Database(pool, direct),
                        new StateSchema(direct),
                        guarded,
                        replicas,
                        () -> elsewhere.get().scratches().open(),
                        environment,
                        snapshots == null ? null : new Store(snapshots));
        this.scratches = new ServerScratches(direct, name -> beside(direct, name));
    }

    /**
     * Resolves the target's secrets; connects to nothing yet.
     *
     * @param others finds the target on whose server things are tried out
     */
    static TargetConnections open(
            Target target, Secrets secrets, Function<String, TargetConnections> others) {
        String url = url(target, Objects.requireNonNull(target.url(), "no database"), secrets);
        String directUrl =
                target.directUrl() == null ? url : url(target, target.directUrl(), secrets);
        String username = resolve(target.username(), secrets);
        String password = resolve(target.password(), secrets);
        List<DataSource> replicas = new ArrayList<>();
        for (String replica : target.replicas()) {
            String replicaUrl = url(target, replica, secrets);
            replicas.add(source(target, replicaUrl, username, password, PROBE));
        }
        return new TargetConnections(
                new Pool(target.name(), source(target, url, username, password, LOGIN)),
                source(target, directUrl, username, password, LOGIN),
                source(target, url, username, password, PROBE),
                target.guarded(),
                replicas,
                () -> others.apply(Objects.requireNonNullElse(target.scratch(), target.name())),
                target.environment(),
                target.snapshots());
    }

    /** Where things are tried out that are not tried out elsewhere; not on what is protected. */
    private Scratches scratches() {
        return access.guarded()
                ? () -> {
                    throw new SQLException(PROTECTED, "42501");
                }
                : scratches;
    }

    TargetAccess access() {
        return access;
    }

    /** Logs in past the pool, which may be busy without the target being down. */
    boolean answers() throws SQLException {
        try (Connection connection = probe.getConnection()) {
            return connection.isValid((int) PROBE.toSeconds());
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    /** The same server and settings, another database. */
    private static DataSource beside(PGSimpleDataSource target, String database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(target.getUrl());
        source.setUser(target.getUser());
        source.setPassword(target.getPassword());
        source.setDatabaseName(database);
        return source;
    }

    private static PGSimpleDataSource source(
            Target target,
            String url,
            @Nullable String username,
            @Nullable String password,
            Duration patience) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setApplicationName("godwit");
        // A named statement would live in one server session, and a transaction-pooling PgBouncer
        // gives the next transaction another.
        source.setPrepareThreshold(0);
        source.setTcpKeepAlive(true);
        source.setConnectTimeout((int) patience.toSeconds());
        source.setLoginTimeout((int) patience.toSeconds());
        // DETAIL holds rows, and messages of exceptions travel.
        source.setProperty(PGProperty.LOG_SERVER_ERROR_DETAIL, "false");
        try {
            source.setUrl(url); // after the settings: what the user's URL says wins
        } catch (IllegalArgumentException unreadable) {
            throw badUrl(target, "the driver cannot read it");
        }
        source.setUser(username);
        source.setPassword(password);
        return source;
    }

    private static String url(Target target, String text, Secrets secrets) {
        String url = secrets.resolve(text);
        // Checked again: what hid behind a variable can be seen only now.
        PostgresUrl.flaw(url)
                .ifPresent(
                        flaw -> {
                            throw badUrl(
                                    target,
                                    switch (flaw) {
                                        case NOT_POSTGRESQL -> "it is not a PostgreSQL JDBC URL";
                                        case CREDENTIALS_INSIDE -> "it holds credentials";
                                    });
                        });
        return url;
    }

    private static ConfigException badUrl(Target target, String because) {
        return new ConfigException(
                List.of(
                        new ConfigProblem(
                                BAD_URL,
                                "the url of target %s cannot be used".formatted(target.name()),
                                "",
                                because,
                                "write jdbc:postgresql://HOST/DATABASE, with username and password"
                                        + " beside it")));
    }

    private static @Nullable String resolve(@Nullable String text, Secrets secrets) {
        return text == null ? null : secrets.resolve(text);
    }
}
