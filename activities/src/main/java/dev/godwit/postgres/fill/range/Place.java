package dev.godwit.postgres.fill.range;

/**
 * Where a lane stands in a heap. Written as a block, {@code 17}, or an item of it, {@code 17,4},
 * where one pass looks at every row; and as {@code 0-2048/1:4/17,4} in the second of four passes
 * over the blocks from 0 to 2048, exclusive.
 *
 * @param from first block of the window; 0 where there is one pass over everything
 * @param to the block behind the window
 * @param pass from 0
 * @param passes over each window; a power of two
 * @param item block times 65,536 plus number in the block
 */
record Place(long from, long to, int pass, int passes, long item) {

    private static final int ITEM_BITS = 16;
    private static final long ITEMS = (1L << ITEM_BITS) - 1;

    /** Of a text. */
    static Place of(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return new Place(0, 0, 0, 1, item(text));
        }
        int dash = text.indexOf('-');
        int last = text.lastIndexOf('/');
        int colon = text.indexOf(':');
        return new Place(
                Long.parseLong(text.substring(0, dash)),
                Long.parseLong(text.substring(dash + 1, slash)),
                Integer.parseInt(text.substring(slash + 1, colon)),
                Integer.parseInt(text.substring(colon + 1, last)),
                item(text.substring(last + 1)));
    }

    /** The beginning of a window. */
    static Place window(long from, long to, int passes) {
        return new Place(from, to, 0, passes, from << ITEM_BITS);
    }

    private static long item(String position) {
        int comma = position.indexOf(',');
        return comma < 0
                ? Long.parseLong(position) << ITEM_BITS
                : (Long.parseLong(position.substring(0, comma)) << ITEM_BITS)
                        + Long.parseLong(position.substring(comma + 1));
    }

    /** Whether there is more than one pass. */
    boolean interleaved() {
        return passes > 1;
    }

    /** Its block. */
    long block() {
        return item >> ITEM_BITS;
    }

    /** The beginning of a block, in the same pass. */
    Place at(long block) {
        return item(block << ITEM_BITS);
    }

    /** Another item, in the same pass. */
    Place item(long other) {
        return new Place(from, to, pass, passes, other);
    }

    /** The beginning of the next pass over the same window. */
    Place nextPass() {
        return new Place(from, to, pass + 1, passes, from << ITEM_BITS);
    }

    /** Whether this is the last pass. */
    boolean lastPass() {
        return pass + 1 == passes;
    }

    /** The item behind a range that begins here and ends there: at most the window's end. */
    long end(Place other) {
        boolean same =
                from == other.from
                        && to == other.to
                        && pass == other.pass
                        && passes == other.passes;
        return same ? other.item : to << ITEM_BITS;
    }

    /** Blocks behind it, of a lane that began at a block, with passes counted by their share. */
    double done(long origin) {
        return interleaved()
                ? from - origin + (pass * (double) (to - from) + block() - from) / passes
                : block() - origin;
    }

    /** As SQL: an item as a tid. */
    static String tid(long item) {
        return "'(" + (item >> ITEM_BITS) + "," + (item & ITEMS) + ")'::tid";
    }

    /** For people. */
    static String words(long from, long to) {
        if (to - from == 1) {
            return "ctid (" + (from >> ITEM_BITS) + "," + (from & ITEMS) + ")";
        }
        long first = from >> ITEM_BITS;
        long last = (to - 1) >> ITEM_BITS;
        return first == last ? "block " + first : "blocks " + first + " to " + last;
    }

    /** The item in the middle, at the beginning of a block where there are several. */
    static long middle(long from, long to) {
        long blocks = (to - from) >> ITEM_BITS;
        return blocks > 1
                ? ((from >> ITEM_BITS) + blocks / 2) << ITEM_BITS
                : from + (to - from) / 2;
    }

    /** As it is kept. */
    String text() {
        long number = item & ITEMS;
        String plain = block() + (number == 0 ? "" : "," + number);
        return interleaved() ? "%d-%d/%d:%d/%s".formatted(from, to, pass, passes, plain) : plain;
    }
}
