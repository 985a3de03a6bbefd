package dev.godwit.postgres.script.row;

import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.step.ToolRow;
import dev.godwit.postgres.catalog.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Flyway's {@code flyway_schema_history}. The table is the one that Flyway 13 makes, the lock the
 * advisory lock that it takes: both as read from its own work on a database.
 */
public record FlywayRows(ToolRow.Flyway row) implements ToolRows {

    /** "Flyway" in ASCII; the hash of the table's name is added to it. */
    private static final long LOCK = 77_431_708_279_161L;

    @Override
    public void lock(Connection connection) throws SQLException {
        Rows.of(
                connection,
                "select pg_catalog.pg_advisory_xact_lock(?)",
                found -> true,
                LOCK + row.table().sql().hashCode());
    }

    @Override
    public boolean has(Connection connection) throws SQLException {
        return Rows.exists(connection, row.table().sql())
                && Rows.holds(
                        connection,
                        """
                        select coalesce((select checksum is not distinct from ? and type <> 'DELETE' from %s where success and %s
                                          order by installed_rank desc limit 1), false)
                        """
                                .formatted(row.table().sql(), mine()),
                        row.crc(),
                        key());
    }

    @Override
    public void add(Connection connection, Duration took) throws SQLException {
        String table = row.table().sql();
        if (!Rows.exists(connection, row.table().sql())) {
            make(connection, table);
        }
        // What failed under Flyway itself is out of its way, as flyway repair does it.
        execute(connection, "delete from %s where not success and %s".formatted(table, mine()));
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        insert into %1$s (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
                        select coalesce(max(installed_rank), 0) + 1, ?, ?, 'SQL', ?, ?, current_user, ?, true from %1$s
                        """
                                .formatted(table))) {
            insert.setObject(1, row.version(), Types.VARCHAR);
            insert.setString(2, row.description());
            insert.setString(3, row.script());
            insert.setInt(4, row.crc());
            insert.setInt(5, Math.toIntExact(took.toMillis()));
            insert.executeUpdate();
        }
    }

    @Override
    public void remove(Connection connection) throws SQLException {
        execute(
                connection,
                """
                delete from %1$s where installed_rank = (select max(installed_rank) from %1$s where success and %2$s)
                """
                        .formatted(row.table().sql(), mine()));
    }

    @Override
    public String later(Connection connection) throws SQLException {
        return Rows.of(
                        connection,
                        """
                        select script from %1$s r where success and type <> 'DELETE' and installed_rank
                             > (select max(installed_rank) from %1$s where success and %2$s)
                           and not exists (select from %1$s d where d.type = 'DELETE' and d.installed_rank > r.installed_rank
                             and d.version is not distinct from r.version and (d.version is not null or d.description = r.description))
                         order by installed_rank desc limit 1
                        """
                                .formatted(row.table().sql(), mine()),
                        found -> found.getString(1),
                        key())
                .stream()
                .findFirst()
                .orElse("");
    }

    /** Of several rows about one migration the newest counts; one of type DELETE ends it. */
    @Override
    public Optional<String> recorded(Connection connection) throws SQLException {
        if (!Rows.exists(connection, row.table().sql())) {
            return Optional.empty();
        }
        return Rows.of(
                        connection,
                        "select checksum, description, type from %s where success and %s order by installed_rank desc limit 1"
                                .formatted(row.table().sql(), mine()),
                        found ->
                                found.getString(3).equals("DELETE")
                                        ? ""
                                        : compared(
                                                found.getObject(1, Integer.class),
                                                found.getString(2),
                                                found.getString(3),
                                                row.description()),
                        key())
                .stream()
                .filter(text -> !text.isEmpty())
                .findFirst();
    }

    /**
     * What Flyway compares of a row with a file of SQL: the checksum, and what else is different.
     *
     * @param wanted the description that the file has
     */
    public static String compared(
            @Nullable Integer crc, String description, String type, String wanted) {
        String checksum = crc == null ? "no checksum" : crc.toString();
        if (type.endsWith("JDBC")) {
            return "%s, %s in Java".formatted(checksum, description);
        }
        return description.equals(wanted) ? checksum : "%s, %s".formatted(checksum, description);
    }

    /** As {@code flyway repair} does it: description, type and checksum, and not the script. */
    @Override
    public void align(Connection connection) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        """
                        update %1$s set description = ?, checksum = ?, type = case when type like '%%JDBC' then 'SQL' else type end
                         where installed_rank = (select max(installed_rank) from %1$s where success and %2$s)
                        """
                                .formatted(row.table().sql(), mine()))) {
            update.setString(1, row.description());
            update.setInt(2, row.crc());
            update.setString(3, key());
            update.executeUpdate();
        }
    }

    /** As {@code flyway repair} does it: a row that says so, and none for what failed. */
    @Override
    public void forget(Connection connection) throws SQLException {
        execute(
                connection,
                "delete from %s where not success and %s".formatted(row.table().sql(), mine()));
        execute(
                connection,
                """
                insert into %1$s (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
                select (select max(installed_rank) + 1 from %1$s), version, description, 'DELETE', script, checksum, current_user, 0, success
                  from %1$s where success and %2$s order by installed_rank desc limit 1
                """
                        .formatted(row.table().sql(), mine()));
    }

    @Override
    public String about() {
        return mine().replace("?", Identifier.literal(key()));
    }

    private void make(Connection connection, String table) throws SQLException {
        String name = row.table().name();
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    create table %s (installed_rank int not null, version varchar(50), description varchar(200) not null,
                      type varchar(20) not null, script varchar(1000) not null, checksum int, installed_by varchar(100) not null,
                      installed_on timestamp not null default now(), execution_time int not null, success boolean not null,
                      constraint %s primary key (installed_rank))
                    """
                            .formatted(table, Identifier.quote(name + "_pk")));
            statement.execute(
                    "create index %s on %s (success)"
                            .formatted(Identifier.quote(name + "_s_idx"), table));
        }
    }

    /** A repeatable migration has no version, but a description of its own. */
    private String mine() {
        return row.version() == null ? "version is null and description = ?" : "version = ?";
    }

    private String key() {
        return row.version() == null ? row.description() : row.version();
    }

    private void execute(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, key());
            statement.executeUpdate();
        }
    }
}
