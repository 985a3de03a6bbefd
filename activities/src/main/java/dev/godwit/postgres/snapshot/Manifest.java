package dev.godwit.postgres.snapshot;

import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.snapshot.KeptItem.Kind;
import dev.godwit.postgres.snapshot.KeptItem.Pruned;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.List;
import java.util.Locale;

/** What is kept, as godwit.snapshot has it. All methods work in the caller's transaction. */
public final class Manifest {

    private static final String ITEMS =
            """
            select run, step, kind, relation, columns, place, rows, bytes, checksum, file, sha256, taken_at, pruned_at, pruned_by
              from godwit.snapshot where run = ? and kind not in ('definition', 'triggers') order by step, place
            """;

    private static final String ADD =
            """
            insert into godwit.snapshot (run, step, kind, relation, columns, place, rows, bytes, checksum, file, sha256, definition)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '')
            on conflict (run, step, kind, relation, place) do update
               set rows = excluded.rows, bytes = excluded.bytes, checksum = excluded.checksum,
                   file = coalesce(excluded.file, godwit.snapshot.file), sha256 = coalesce(excluded.sha256, godwit.snapshot.sha256)
            """;

    private static final String HAS =
            """
            select exists (select from pg_catalog.pg_attribute
                            where attrelid = to_regclass('godwit.snapshot') and attname = 'pruned_by' and not attisdropped)
            """;

    private Manifest() {}

    /** Whether this record has one: that of an older Godwit has not. */
    public static boolean known(Connection connection) throws SQLException {
        return Rows.holds(connection, HAS);
    }

    /** What is kept of a run, in the order of its steps. */
    public static List<KeptItem> items(Connection connection, long run) throws SQLException {
        return Rows.of(connection, ITEMS, Manifest::item, run);
    }

    /** Adds a line, or what is known of it now. */
    public static void add(Connection connection, KeptItem item) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(ADD)) {
            insert.setLong(1, item.run());
            insert.setInt(2, item.step());
            insert.setString(3, item.kind().word());
            insert.setString(4, item.relation());
            insert.setArray(5, connection.createArrayOf("text", item.columns().toArray()));
            insert.setString(6, item.place());
            insert.setObject(7, item.rows(), Types.BIGINT);
            insert.setObject(8, item.bytes(), Types.BIGINT);
            insert.setString(9, item.checksum());
            insert.setString(10, item.file());
            insert.setString(11, item.sha256());
            insert.executeUpdate();
        }
    }

    /** Says of a line that what it is about was removed. */
    public static void pruned(Connection connection, KeptItem item, String actor)
            throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement(
                        """
                        update godwit.snapshot set pruned_at = clock_timestamp(), pruned_by = ?
                         where run = ? and step = ? and kind = ? and place = ? and relation = ? and pruned_at is null
                        """)) {
            update.setString(1, actor);
            update.setLong(2, item.run());
            update.setInt(3, item.step());
            update.setString(4, item.kind().word());
            update.setString(5, item.place());
            update.setString(6, item.relation());
            update.executeUpdate();
        }
    }

    /** A table in which something is kept has another name now. */
    public static void moved(Connection connection, QualifiedName from, QualifiedName to)
            throws SQLException {
        if (known(connection)) {
            Rows.of(
                    connection,
                    "with moved as (update godwit.snapshot set place = ? where place = ? returning 1) select count(*) from moved",
                    row -> row.getLong(1),
                    to.sql(),
                    from.sql());
        }
    }

    private static KeptItem item(ResultSet row) throws SQLException {
        Timestamp pruned = row.getTimestamp(13);
        return new KeptItem(
                row.getLong(1),
                row.getInt(2),
                Kind.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
                row.getString(4),
                List.of((String[]) row.getArray(5).getArray()),
                row.getString(6),
                row.getObject(7, Long.class),
                row.getObject(8, Long.class),
                row.getString(9),
                row.getString(10),
                row.getString(11),
                row.getTimestamp(12).toInstant(),
                pruned == null ? null : new Pruned(pruned.toInstant(), row.getString(14)));
    }
}
