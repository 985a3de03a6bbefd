package dev.godwit.cli.report;

import java.util.List;

/**
 * How fast rows were filled or compared.
 *
 * @param phase {@code backfill} or {@code verify}
 * @param from seconds since the start of the run
 * @param to seconds since the start of the run
 * @param rowsPerSecond in buckets of equal length between the two, over all lanes
 * @param held stretches in which something kept it from going faster
 */
public record Pace(
        String phase, double from, double to, List<Double> rowsPerSecond, List<Held> held) {

    public Pace {
        rowsPerSecond = List.copyOf(rowsPerSecond);
        held = List.copyOf(held);
    }

    /** A stretch in which something kept it from going faster. */
    public record Held(double from, double to, String why) {}

    /** The highest. */
    public double peak() {
        return rowsPerSecond.stream().mapToDouble(rate -> rate).max().orElse(0);
    }

    /** All rows over the whole time. */
    public double mean() {
        return rowsPerSecond.stream().mapToDouble(rate -> rate).average().orElse(0);
    }
}
