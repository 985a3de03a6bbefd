package dev.godwit.plan.script;

import dev.godwit.plan.reading.Location;
import dev.godwit.plan.step.ToolRow;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A migration as its file says it.
 *
 * @param version its number or numbers, in which order it comes; leading zeros say nothing; empty
 *     for one that is applied again whenever it has changed, after all others
 * @param name its file's name without {@code .sql}: what people call it
 * @param checksum SHA-256 of what it does, hex; the way back does not count, nor do line endings
 * @param up the statements that do it
 * @param down the statements that take it back; null when the file has none
 * @param row by which the project's tool will know it; null when there is no other tool
 */
public record SqlMigration(
        List<BigInteger> version,
        String name,
        String checksum,
        List<String> up,
        @Nullable List<String> down,
        Location at,
        @Nullable ToolRow row) {

    /** The order in which migrations are applied. */
    public static final Comparator<SqlMigration> ORDER =
            Comparator.comparing(SqlMigration::repeatable)
                    .thenComparing(SqlMigration::version, SqlMigration::compare)
                    .thenComparing(
                            one -> one.repeatable() ? one.name() : "", Comparator.naturalOrder());

    public SqlMigration {
        version = List.copyOf(version);
        up = List.copyOf(up);
        down = down == null ? null : List.copyOf(down);
    }

    /** Whether it is applied again whenever it has changed. */
    public boolean repeatable() {
        return version.isEmpty();
    }

    /** What its record has of it while the file is as it was. */
    public String recorded() {
        return row == null ? checksum : row.checksum();
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
