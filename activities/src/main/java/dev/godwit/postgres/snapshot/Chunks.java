package dev.godwit.postgres.snapshot;

import dev.godwit.postgres.catalog.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The blocks of a table that nobody writes, in parts that are read in a transaction each: none of
 * them keeps vacuum from other tables for long.
 */
public final class Chunks {

    /** 64 MB of 8 KB blocks. */
    private static final long BLOCKS = 8_192;

    private static final String SIZE =
            """
            select case when relkind = 'r' then pg_catalog.pg_relation_size(oid) / current_setting('block_size')::bigint else -1 end
              from pg_catalog.pg_class where oid = pg_catalog.to_regclass(?)
            """;

    private Chunks() {}

    /**
     * What to write after FROM, one for each part.
     *
     * @param place a table, as a statement names it
     * @param alias of its rows
     */
    public static List<String> of(Connection connection, String place, String alias)
            throws SQLException {
        List<Long> size = Rows.of(connection, SIZE, row -> row.getLong(1), place);
        if (size.isEmpty() || size.getFirst() < 0) {
            return List.of(place + " " + alias); // partitions have blocks of their own
        }
        List<String> chunks = new ArrayList<>();
        for (long from = 0; chunks.isEmpty() || from < size.getFirst(); from += BLOCKS) {
            boolean last = from + BLOCKS >= size.getFirst();
            chunks.add(
                    "only %s %s where ctid >= '(%d,0)'::tid%s"
                            .formatted(
                                    place,
                                    alias,
                                    from,
                                    last
                                            ? ""
                                            : " and ctid < '(%d,0)'::tid"
                                                    .formatted(from + BLOCKS)));
        }
        return chunks;
    }
}
