package dev.godwit.cli.view;

import dev.godwit.workflow.Phase;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A run under way in one line: a bar for a terminal, words for a pipe. */
public final class ProgressLine {

    private static final int BAR = 24;

    /** How much slower a lane is changes twice a second. */
    private static final Pattern SLOWER = Pattern.compile(", slower for .*");

    private ProgressLine() {}

    /**
     * The line for a terminal, cut to its width.
     *
     * @param rowsPerSecond 0 when not known
     * @param left null when not known
     */
    public static String bar(RunView run, long rowsPerSecond, @Nullable Duration left, int width) {
        StringBuilder line = new StringBuilder("%-9s".formatted(phase(run)));
        if (slices(run)) {
            int full = Math.clamp(run.percent() * BAR / 100, 0, BAR);
            line.append(" [").append("#".repeat(full)).append(".".repeat(BAR - full)).append(']');
            line.append(String.format(Locale.ROOT, " %3d %%", run.percent()));
            line.append(String.format(Locale.ROOT, "  %,d rows", rows(run)));
            if (rowsPerSecond > 0) {
                line.append(String.format(Locale.ROOT, "  %,d rows/s", rowsPerSecond));
            }
            if (left != null) {
                line.append("  ETA ").append(clock(left));
            }
        }
        if (!run.activity().isEmpty()) {
            line.append("  ").append(run.activity());
        }
        // The last column stays free: writing into it makes some terminals wrap.
        return line.length() < width ? line.toString() : line.substring(0, Math.max(0, width - 1));
    }

    /** The line for a pipe; two equal ones mean that nothing has changed that is worth a line. */
    public static String words(RunView run) {
        StringBuilder line = new StringBuilder(phase(run));
        if (slices(run) && run.percent() > 0) {
            line.append(' ').append(run.percent() / 10 * 10).append(" %");
        }
        if (!run.activity().isEmpty()) {
            line.append(": ").append(SLOWER.matcher(run.activity()).replaceFirst(""));
        }
        return line.toString();
    }

    private static String phase(RunView run) {
        return run.phase() == null ? "" : run.phase().toString();
    }

    private static boolean slices(RunView run) {
        return run.phase() == Phase.BACKFILL || run.phase() == Phase.VERIFY;
    }

    private static long rows(RunView run) {
        return run.phase() == Phase.VERIFY ? run.compared() : run.rows();
    }

    private static String clock(Duration left) {
        return left.toHours() > 0
                ? "%d:%02d:%02d"
                        .formatted(left.toHours(), left.toMinutesPart(), left.toSecondsPart())
                : "%d:%02d".formatted(left.toMinutes(), left.toSecondsPart());
    }
}
