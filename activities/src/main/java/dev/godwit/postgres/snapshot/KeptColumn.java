package dev.godwit.postgres.snapshot;

import dev.godwit.postgres.catalog.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * A column of the table in which something is kept.
 *
 * @param name there
 * @param shown what people knew it by
 * @param type as SQL
 */
public record KeptColumn(String name, String shown, String type) {

    /** But the one in which a rollback notes why a row could not be put back. */
    private static final String SQL =
            """
            select attname, pg_catalog.format_type(atttypid, atttypmod) from pg_catalog.pg_attribute
             where attrelid = pg_catalog.to_regclass(?) and attnum > 0 and not attisdropped and attname <> '_godwit_stays' order by attnum
            """;

    /** Those of what is kept, in their order. */
    public static List<KeptColumn> of(Connection connection, KeptItem item) throws SQLException {
        return Rows.of(
                connection,
                SQL,
                row ->
                        new KeptColumn(
                                row.getString(1), item.shown(row.getString(1)), row.getString(2)),
                item.place());
    }
}
