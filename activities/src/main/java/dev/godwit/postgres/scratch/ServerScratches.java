package dev.godwit.postgres.scratch;

import dev.godwit.plan.sql.Identifier;
import dev.godwit.postgres.catalog.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Databases beside the target, on its own server and made by its own role. One that a killed worker
 * left behind is dropped by a later one: when it was made is part of its name.
 */
public final class ServerScratches implements Scratches {

    private static final Logger LOG = LoggerFactory.getLogger(ServerScratches.class);
    private static final String PREFIX = "godwit_scratch_";
    private static final Duration OLD = Duration.ofHours(1);

    private static final String LEFT =
            """
            select datname from pg_catalog.pg_database
             where datname ~ '^godwit_scratch_[0-9]+_[0-9a-f]+$' and pg_catalog.pg_get_userbyid(datdba) = current_user
               and split_part(datname, '_', 3)::bigint < ?
            """;

    private final DataSource target;
    private final Function<String, DataSource> beside;

    /**
     * @param target opens direct connections to the target
     * @param beside the same for a database of that name on the same server
     */
    public ServerScratches(DataSource target, Function<String, DataSource> beside) {
        this.target = target;
        this.beside = beside;
    }

    @Override
    public Scratch open() throws SQLException {
        long now = Instant.now().getEpochSecond();
        String name =
                PREFIX + now + "_" + UUID.randomUUID().toString().replace("-", "").substring(0, 8);
        try (Connection connection = target.getConnection()) {
            for (String left :
                    Rows.of(connection, LEFT, row -> row.getString(1), now - OLD.toSeconds())) {
                drop(connection, left);
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute(
                        "create database %s template template0".formatted(Identifier.quote(name)));
            }
        }
        return new Made(target, name, beside.apply(name));
    }

    private static void drop(Connection connection, String name) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "drop database if exists %s with (force)".formatted(Identifier.quote(name)));
        } catch (SQLException left) {
            LOG.warn("database {} is left for a later time: {}", name, left.getMessage());
        }
    }

    /** One of them. */
    private static final class Made implements Scratch {
        private final DataSource target;
        private final String name;
        private final DataSource source;
        private final List<Guest> guests = new ArrayList<>();

        Made(DataSource target, String name, DataSource source) {
            this.target = target;
            this.name = name;
            this.source = source;
        }

        @Override
        public DataSource source() {
            return source;
        }

        @Override
        public Guest guest() throws SQLException {
            try (Connection connection = target.getConnection()) {
                Guest guest = Guests.make(connection);
                guests.add(guest);
                try (Connection inside = source.getConnection()) {
                    Guests.admit(inside, guest.role());
                }
                return guest;
            }
        }

        @Override
        public void close() throws SQLException {
            try (Connection connection = target.getConnection()) {
                drop(connection, name);
                guests.forEach(guest -> Guests.drop(connection, guest.role()));
            }
        }
    }
}
