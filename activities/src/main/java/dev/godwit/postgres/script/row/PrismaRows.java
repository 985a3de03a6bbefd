package dev.godwit.postgres.script.row;

import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.step.ToolRow;
import dev.godwit.postgres.catalog.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Prisma's {@code _prisma_migrations}. Table, order of writing and lock as Prisma 5 to 7 have them,
 * read from their own work on a database.
 */
record PrismaRows(ToolRow.Prisma row) implements ToolRows {

    /** The number that Prisma's schema engine locks. */
    private static final long LOCK = 72_707_369L;

    private static final String APPLIED = "finished_at is not null and rolled_back_at is null";

    @Override
    public void lock(Connection connection) throws SQLException {
        Rows.of(connection, "select pg_catalog.pg_advisory_xact_lock(?)", found -> true, LOCK);
    }

    @Override
    public boolean has(Connection connection) throws SQLException {
        return Rows.exists(connection, row.table().sql())
                && Rows.holds(
                        connection,
                        """
                        select exists (select from %s where migration_name = ? and finished_at is not null and rolled_back_at is null)
                        """
                                .formatted(row.table().sql()),
                        row.migration());
    }

    @Override
    public void add(Connection connection, Duration took) throws SQLException {
        String table = row.table().sql();
        if (!Rows.exists(connection, row.table().sql())) {
            make(connection, table);
        }
        // What failed under Prisma itself is marked as prisma migrate resolve does it.
        execute(
                connection,
                """
                update %s set rolled_back_at = now() where migration_name = ? and finished_at is null and rolled_back_at is null
                """
                        .formatted(table));
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        insert into %s (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
                        values (?, ?, clock_timestamp(), ?, clock_timestamp() - make_interval(secs => ?), 1)
                        """
                                .formatted(table))) {
            insert.setString(1, UUID.randomUUID().toString());
            insert.setString(2, row.checksum());
            insert.setString(3, row.migration());
            insert.setDouble(4, took.toMillis() / 1000.0);
            insert.executeUpdate();
        }
    }

    /**
     * The row goes: one that is marked as rolled back is pending for {@code migrate deploy}, but
     * not for {@code migrate status} of Prisma before 7.
     */
    @Override
    public void remove(Connection connection) throws SQLException {
        execute(
                connection,
                "delete from %s where migration_name = ? and finished_at is not null and rolled_back_at is null"
                        .formatted(row.table().sql()));
    }

    @Override
    public String later(Connection connection) throws SQLException {
        return Rows.of(
                        connection,
                        """
                        select l.migration_name from %1$s m join %1$s l on l.started_at > m.started_at
                         where m.migration_name = ? and m.rolled_back_at is null and m.finished_at is not null
                           and l.rolled_back_at is null and l.finished_at is not null order by l.started_at desc limit 1
                        """
                                .formatted(row.table().sql()),
                        found -> found.getString(1),
                        row.migration())
                .stream()
                .findFirst()
                .orElse("");
    }

    @Override
    public Optional<String> recorded(Connection connection) throws SQLException {
        if (!Rows.exists(connection, row.table().sql())) {
            return Optional.empty();
        }
        return Rows.of(
                        connection,
                        "select checksum from %s where migration_name = ? and %s order by started_at desc limit 1"
                                .formatted(row.table().sql(), APPLIED),
                        found -> found.getString(1),
                        row.migration())
                .stream()
                .findFirst();
    }

    @Override
    public void align(Connection connection) throws SQLException {
        execute(
                connection,
                "update %s set checksum = %s where migration_name = ? and %s"
                        .formatted(row.table().sql(), Identifier.literal(row.checksum()), APPLIED));
    }

    /**
     * The row goes. While it is there, {@code migrate dev} wants to empty the database, and {@code
     * migrate status} finds two histories as soon as something is pending.
     */
    @Override
    public void forget(Connection connection) throws SQLException {
        execute(connection, "delete from %s where migration_name = ?".formatted(row.table().sql()));
    }

    @Override
    public String about() {
        return "migration_name = " + Identifier.literal(row.migration());
    }

    private static void make(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    create table %s (id varchar(36) primary key not null, checksum varchar(64) not null, finished_at timestamptz,
                      migration_name varchar(255) not null, logs text, rolled_back_at timestamptz,
                      started_at timestamptz not null default now(), applied_steps_count integer not null default 0)
                    """
                            .formatted(table));
        }
    }

    private void execute(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, row.migration());
            statement.executeUpdate();
        }
    }
}
