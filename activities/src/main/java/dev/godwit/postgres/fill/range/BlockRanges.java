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
 * Ranges of heap blocks, read by TID range scans: any table, in the order it lies on disk.
 *
 * <p>Where pages are full, a new version of a row has no room beside the old one: it goes to
 * another page, and to every index. With several passes over a window of blocks, each writes a
 * share of the rows, chosen by a hash of their place. What the first pass moved away is dead when
 * the next one looks at the page, which prunes it; from then on most rows find room beside
 * themselves (HOT): less WAL, less growth, and no entries in indexes.
 *
 * <p>A rewrite of the table (VACUUM FULL, CLUSTER) is noticed by its filenode inside the batch, and
 * the lane starts over on the whole table. That is harmless because batches skip what is filled.
 */
public final class BlockRanges implements Ranges {

    /** 16 MB: pruned pages are still in memory when the next pass comes. */
    private static final long WINDOW = 2048;

    private final QualifiedName table;
    private final int passes;
    private final String why;

    /** In one pass. */
    public BlockRanges(QualifiedName table) {
        this(table, 1);
    }

    /** In several passes over each window. @param passes a power of two */
    public BlockRanges(QualifiedName table, int passes) {
        this(table, new Passes(passes, ""));
    }

    /** In as many passes over each window. */
    public BlockRanges(QualifiedName table, Passes passes) {
        this.table = table;
        this.passes = passes.count();
        this.why = passes.why();
    }

    /** How many passes are made over each window. */
    public int passes() {
        return passes;
    }

    @Override
    public String manner() {
        String how =
                passes == 1
                        ? "by blocks"
                        : "by blocks, in %d passes over 16 MB each".formatted(passes);
        return why.isEmpty() ? how : how + ": " + why;
    }

    @Override
    public List<Start> starts(Connection connection, int lanes) throws SQLException {
        Heap heap = Heap.read(connection, table);
        List<Start> starts = new ArrayList<>();
        for (int lane = 0; lane < lanes; lane++) {
            starts.add(
                    begin(
                            heap.blocks() * lane / lanes,
                            heap.blocks() * (lane + 1) / lanes,
                            heap.filenode()));
        }
        return starts;
    }

    /** A share of the table from a block, inclusive, to a block, exclusive, in one pass. */
    public static Start start(long from, long upto, @Nullable Long filenode) {
        return new Start(Long.toString(from), Long.toString(upto), filenode);
    }

    private Start begin(long from, long upto, long filenode) {
        return passes == 1 || from == upto
                ? start(from, upto, filenode)
                : new Start(window(from, upto).text(), Long.toString(upto), filenode);
    }

    private Place window(long from, long upto) {
        return Place.window(from, Math.min(from + WINDOW, upto), passes);
    }

    @Override
    public Optional<Start> moved(Connection connection, Checkpoint at) throws SQLException {
        Heap heap = Heap.read(connection, table);
        Long planned = at.filenode();
        return planned != null && planned == heap.filenode()
                ? Optional.empty()
                : Optional.of(begin(0, heap.blocks(), heap.filenode()));
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
        return end(at, size);
    }

    @Override
    public Optional<String> next(Checkpoint at, int size) {
        return Optional.of(end(at, size));
    }

    private static String end(Checkpoint at, int size) {
        Place place = Place.of(at.position());
        long upto = Long.parseLong(at.upto());
        if (!place.interleaved()) {
            return Long.toString(Math.min(place.block() + size, upto));
        }
        long next = place.block() + size;
        if (next < place.to()) {
            return place.at(next).text();
        }
        if (!place.lastPass()) {
            return place.nextPass().text();
        }
        return place.to() >= upto
                ? at.upto()
                : Place.window(place.to(), Math.min(place.to() + WINDOW, upto), place.passes())
                        .text();
    }

    @Override
    public String condition(Range range) {
        Place from = Place.of(range.from());
        String blocks = blocks(range);
        return from.interleaved() ? blocks + " and " + share(from) : blocks;
    }

    /** The share of the pass first: it is cheaper to look at than most of what a plan says. */
    @Override
    public String condition(Range range, String also) {
        Place from = Place.of(range.from());
        return from.interleaved()
                ? "%s and case when %s then %s else false end"
                        .formatted(blocks(range), share(from), also)
                : blocks(range) + " and " + also;
    }

    private static String blocks(Range range) {
        return "ctid >= %s and ctid < %s"
                .formatted(Place.tid(Place.of(range.from()).item()), Place.tid(end(range)));
    }

    private static String share(Place place) {
        return "hashtid(ctid) & %d = %d".formatted(place.passes() - 1, place.pass());
    }

    private static long end(Range range) {
        Place from = Place.of(range.from());
        Place to = Place.of(range.to());
        return from.interleaved() ? from.end(to) : to.item();
    }

    @Override
    public Optional<String> middle(Connection connection, Range range) {
        Place from = Place.of(range.from());
        long end = end(range);
        return end - from.item() <= 1
                ? Optional.empty()
                : Optional.of(from.item(Place.middle(from.item(), end)).text());
    }

    @Override
    public String describe(Range range) {
        return Place.words(Place.of(range.from()).item(), end(range));
    }

    @Override
    public int percent(Checkpoint at) {
        if (at.finished()) {
            return 100;
        }
        long origin = Place.of(at.origin()).block();
        long all = Math.max(1, Long.parseLong(at.upto()) - origin);
        double done = Place.of(at.position()).done(origin);
        return (int) Math.min(99, 100 * done / all);
    }
}
