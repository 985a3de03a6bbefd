package dev.godwit.postgres.snapshot;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that is kept of a run: a line of its manifest.
 *
 * @param run whose it is
 * @param step that it was kept by; 0: before the first one
 * @param relation the table that it is of, for people
 * @param columns that lost their values; empty for whole rows
 * @param place the table it is in, as a statement names it; empty when there is only a file
 * @param rows in it; null until somebody has counted
 * @param bytes that it takes, indexes included; null until somebody has looked
 * @param checksum of the rows, by {@link RowSum}; null until it is taken
 * @param file in the store, relative to the target's folder; null without one
 * @param sha256 of the file, hex
 */
public record KeptItem(
        long run,
        int step,
        Kind kind,
        String relation,
        List<String> columns,
        String place,
        @Nullable Long rows,
        @Nullable Long bytes,
        @Nullable String checksum,
        @Nullable String file,
        @Nullable String sha256,
        @Nullable Instant at,
        @Nullable Pruned pruned) {

    private static final int LONGEST = 40;
    private static final String RESERVED = "_godwit_";

    /** What it is. */
    public enum Kind {
        /** The values of a column, by key. */
        COLUMN,
        /** A whole table. */
        TABLE,
        /** Rows that a statement took away. */
        ROWS,
        /** Values that a statement changed. */
        VALUES,
        /** The keys of rows that a backfill wrote. */
        KEYS,
        /** A file of pg_dump. */
        DUMP,
        /** A named restore point of the server. */
        RESTORE_POINT,
        /** What a command of the worker's configuration did. */
        HOOK;

        /** As it is stored. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** When it was removed, and who wanted that. */
    public record Pruned(Instant at, String by) {}

    public KeptItem {
        columns = List.copyOf(columns);
    }

    /** For people. */
    public String words() {
        return switch (kind) {
            case COLUMN -> "column %s of %s".formatted(String.join(", ", columns), relation);
            case TABLE -> "table " + relation;
            case ROWS -> "rows of " + relation;
            case VALUES -> "%s of %s".formatted(String.join(", ", columns), relation);
            case KEYS -> "keys of the filled rows of " + relation;
            case DUMP -> "dump of " + relation;
            case RESTORE_POINT -> "restore point \"" + relation + "\"";
            case HOOK -> "hook " + relation;
        };
    }

    /** What a table is called into which it is restored: no longer than a name may be. */
    public String plainName() {
        String table = relation.substring(relation.lastIndexOf('.') + 1);
        String whole =
                kind == Kind.TABLE || kind == Kind.ROWS
                        ? table
                        : table + "_" + (kind == Kind.KEYS ? "keys" : String.join("_", columns));
        String name = whole.replaceAll("[^\\p{L}\\p{N}_$-]", "_");
        return name.length() > LONGEST ? name.substring(0, LONGEST) : name;
    }

    /** A column of its table as people know it. */
    public String shown(String column) {
        return kind == Kind.COLUMN && column.startsWith(RESERVED) ? columns.getFirst() : column;
    }

    /** Whether both are about the same thing. */
    public boolean same(KeptItem other) {
        return run == other.run
                && step == other.step
                && kind == other.kind
                && place.equals(other.place);
    }

    /** The same, with its rows counted. */
    public KeptItem counted(RowSum sum, long size) {
        return new KeptItem(
                run,
                step,
                kind,
                relation,
                columns,
                place,
                sum.rows(),
                size,
                sum.checksum(),
                file,
                sha256,
                at,
                pruned);
    }

    /** The same, with its file. */
    public KeptItem in(String path, String hash) {
        return new KeptItem(
                run, step, kind, relation, columns, place, rows, bytes, checksum, path, hash, at,
                pruned);
    }
}
