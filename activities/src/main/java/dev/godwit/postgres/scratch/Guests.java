package dev.godwit.postgres.scratch;

import dev.godwit.plan.sql.Identifier;
import dev.godwit.postgres.catalog.Rows;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes roles that own nothing and cannot log in any more when an hour is over. */
final class Guests {

    private static final Logger LOG = LoggerFactory.getLogger(Guests.class);
    private static final Duration OLD = Duration.ofHours(1);
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final String LEFT =
            """
            select rolname from pg_catalog.pg_roles
             where rolname ~ '^godwit_guest_[0-9]+_[0-9a-f]+$' and split_part(rolname, '_', 3)::bigint < ?
            """;

    private static final String SCHEMAS =
            "select nspname from pg_catalog.pg_namespace where nspname !~ '^pg_' and nspname not in ('information_schema', 'godwit')";

    private Guests() {}

    /**
     * Makes one, and drops those that a killed worker left behind.
     *
     * @throws SQLException 42501 when the role may not make roles
     */
    static Guest make(Connection connection) throws SQLException {
        Instant now = Instant.now();
        for (String left :
                Rows.of(
                        connection,
                        LEFT,
                        row -> row.getString(1),
                        now.minus(OLD).getEpochSecond())) {
            drop(connection, left);
        }
        String role = "godwit_guest_%d_%s".formatted(now.getEpochSecond(), random(4));
        String password = random(16);
        try (Statement statement = connection.createStatement()) {
            // Nothing but hexadecimal digits is in the literals.
            statement.execute(
                    "create role %s login noinherit connection limit 3 valid until '%s' password '%s'"
                            .formatted(Identifier.quote(role), now.plus(OLD), password));
        }
        return new Guest(role, password);
    }

    /** Lets it see what is there: information_schema shows nobody what he may not read. */
    static void admit(Connection connection, String role) throws SQLException {
        for (String schema : Rows.of(connection, SCHEMAS, row -> row.getString(1))) {
            try (Statement statement = connection.createStatement()) {
                String quoted = Identifier.quote(schema);
                String guest = Identifier.quote(role);
                statement.execute("grant usage on schema %s to %s".formatted(quoted, guest));
                statement.execute(
                        "grant select on all tables in schema %s to %s".formatted(quoted, guest));
            }
        }
    }

    static void drop(Connection connection, String role) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("drop role if exists " + Identifier.quote(role));
        } catch (SQLException left) {
            LOG.warn("role {} is left for a later time: {}", role, left.getMessage());
        }
    }

    private static String random(int bytes) {
        byte[] drawn = new byte[bytes];
        RANDOM.nextBytes(drawn);
        return HexFormat.of().formatHex(drawn);
    }
}
