package dev.godwit.postgres.fill.range;

import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.postgres.catalog.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * How many passes a fill makes over each window of a table. Measured with 53, 25 and 11 rows a
 * page: four passes write a quarter less WAL than one, and leave half of the bloat; eight are
 * dearer, since each of them looks at every page.
 *
 * @param count a power of two, 1 where several would be of no use
 * @param why that many, for people
 */
public record Passes(int count, String why) {

    private static final int MOST = 4;

    /** 1 MB: what is smaller is not worth it. */
    private static final long FEWEST_BLOCKS = 128;

    private static final String SQL =
            """
            select pg_relation_size(c.oid) / current_setting('block_size')::bigint,
                   case when c.relpages > 0 and c.reltuples > 0 then c.reltuples / c.relpages else -1 end,
                   coalesce((select o.option_value::int from pg_options_to_table(c.reloptions) o where o.option_name = 'fillfactor'), 100),
                   exists (select from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attname = any (?)
                            where i.indrelid = c.oid
                              and (a.attnum = any (i.indkey::int2[]) or exists (
                                select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = i.indexrelid
                                   and d.refclassid = 'pg_class'::regclass and d.refobjid = c.oid and d.refobjsubid = a.attnum)))
            from pg_class c where c.oid = ?::text::regclass
            """;

    /**
     * Of a fill of these columns: one where the pages have room, and where a column is in an index,
     * which then gets an entry for each row anyway.
     */
    public static Passes of(Connection connection, QualifiedName table, List<String> columns)
            throws SQLException {
        return Rows.of(
                        connection,
                        SQL,
                        row ->
                                chosen(
                                        row.getLong(1),
                                        row.getDouble(2),
                                        row.getInt(3),
                                        row.getBoolean(4)),
                        columns,
                        table.sql())
                .getFirst();
    }

    private static Passes chosen(long blocks, double rows, int fillfactor, boolean indexed) {
        if (indexed) {
            return new Passes(1, "an index has the column, and gets an entry for each row anyway");
        }
        if (blocks < FEWEST_BLOCKS) {
            return new Passes(1, "the table is small");
        }
        if (fillfactor <= 100 / 2) {
            return new Passes(1, "fillfactor %d leaves room on each page".formatted(fillfactor));
        }
        String known =
                rows < 0 ? "most rows stay" : "of %.0f rows a page, most stay".formatted(rows);
        int passes = fitting(rows);
        return passes == 1
                ? new Passes(1, "a page holds one row")
                : new Passes(passes, known + " on their page");
    }

    /** No more than there are rows on a page. @param rows negative when not known */
    private static int fitting(double rows) {
        int passes = MOST;
        while (rows >= 0 && passes > 1 && passes > rows) {
            passes /= 2;
        }
        return passes;
    }
}
