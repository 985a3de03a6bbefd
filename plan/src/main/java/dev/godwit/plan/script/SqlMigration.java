package dev.godwit.plan.script;

import dev.godwit.plan.reading.Location;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A migration as its file says it.
 *
 * @param version its number or numbers, in which order it comes; leading zeros say nothing
 * @param name its file's name without {@code .sql}: what people call it
 * @param checksum SHA-256 of what it does, hex; the way back does not count, nor do line endings
 * @param up the statements that do it
 * @param down the statements that take it back; null when the file has none
 */
public record SqlMigration(
        List<BigInteger> version,
        String name,
        String checksum,
        List<String> up,
        @Nullable List<String> down,
        Location at) {

    /** The order in which migrations are applied. */
    public static final Comparator<SqlMigration> ORDER =
            Comparator.comparing(SqlMigration::version, SqlMigration::compare);

    public SqlMigration {
        version = List.copyOf(version);
        up = List.copyOf(up);
        down = down == null ? null : List.copyOf(down);
    }

    /** Compares number by number; the shorter one comes first when it is the beginning. */
    static int compare(List<BigInteger> left, List<BigInteger> right) {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int order = left.get(i).compareTo(right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }
}
