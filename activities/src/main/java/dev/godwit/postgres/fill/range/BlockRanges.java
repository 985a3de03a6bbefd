package dev.godwit.postgres.fill.range;

import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.postgres.fill.lane.Checkpoint;
import dev.godwit.postgres.fill.lane.Ranges;
import dev.godwit.postgres.session.Attempt;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Ranges of heap blocks, read by TID range scans: any table, in the order it lies on disk. A
 * position is a block number; while a failing row is looked for, also {@code block,item}.
 *
 * <p>A rewrite of the table (VACUUM FULL, CLUSTER) is noticed by its filenode inside the batch, and
 * the lane starts over on the whole table. That is harmless because batches skip what is filled.
 */
public final class BlockRanges implements Ranges {

    private static final int ITEM_BITS = 16;

    private final QualifiedName table;

    public BlockRanges(QualifiedName table) {
        this.table = table;
    }

    @Override
    public List<Start> starts(Connection connection, int lanes) throws SQLException {
        Heap heap = Heap.read(connection, table);
        List<Start> starts = new ArrayList<>();
        for (int lane = 0; lane < lanes; lane++) {
            starts.add(
                    start(
                            heap.blocks() * lane / lanes,
                            heap.blocks() * (lane + 1) / lanes,
                            heap.filenode()));
        }
        return starts;
    }

    /** A share of the table from a block, inclusive, to a block, exclusive. */
    public static Start start(long from, long upto, @Nullable Long filenode) {
        return new Start(Long.toString(from), Long.toString(upto), filenode);
    }

    @Override
    public Optional<Start> moved(Connection connection, Checkpoint at) throws SQLException {
        Heap heap = Heap.read(connection, table);
        Long planned = at.filenode();
        return planned != null && planned == heap.filenode()
                ? Optional.empty()
                : Optional.of(start(0, heap.blocks(), heap.filenode()));
    }

    @Override
    public String guard() {
        return " and filenode = pg_relation_filenode(" + regclass(table) + ")::bigint";
    }

    /** The table as an expression of type regclass. */
    static String regclass(QualifiedName table) {
        return Identifier.literal(table.sql()) + "::regclass";
    }

    @Override
    public String next(Connection connection, Checkpoint at, int size, Attempt attempt) {
        long next = Long.parseLong(at.position()) + size;
        return Long.toString(Math.min(next, Long.parseLong(at.upto())));
    }

    @Override
    public String condition(Range range) {
        return "ctid >= '%s'::tid and ctid < '%s'::tid"
                .formatted(tid(item(range.from())), tid(item(range.to())));
    }

    @Override
    public Optional<String> middle(Connection connection, Range range) {
        long from = item(range.from());
        long to = item(range.to());
        if (to - from <= 1) {
            return Optional.empty();
        }
        long blocks = (to - from) >> ITEM_BITS;
        long middle =
                blocks > 1
                        ? ((from >> ITEM_BITS) + blocks / 2) << ITEM_BITS
                        : from + (to - from) / 2;
        return Optional.of((middle >> ITEM_BITS) + "," + (middle & ((1 << ITEM_BITS) - 1)));
    }

    @Override
    public String describe(Range range) {
        long from = item(range.from());
        long to = item(range.to());
        if (to - from == 1) {
            return "ctid " + tid(from);
        }
        long first = from >> ITEM_BITS;
        long last = (to - 1) >> ITEM_BITS;
        return first == last ? "block " + first : "blocks " + first + " to " + last;
    }

    @Override
    public int percent(Checkpoint at) {
        if (at.finished()) {
            return 100;
        }
        long origin = Long.parseLong(at.origin());
        long all = Math.max(1, Long.parseLong(at.upto()) - origin);
        return (int) Math.min(99, 100 * (Long.parseLong(at.position()) - origin) / all);
    }

    private static long item(String position) {
        int comma = position.indexOf(',');
        return comma < 0
                ? Long.parseLong(position) << ITEM_BITS
                : (Long.parseLong(position.substring(0, comma)) << ITEM_BITS)
                        + Long.parseLong(position.substring(comma + 1));
    }

    private static String tid(long item) {
        return "(" + (item >> ITEM_BITS) + "," + (item & ((1 << ITEM_BITS) - 1)) + ")";
    }
}
