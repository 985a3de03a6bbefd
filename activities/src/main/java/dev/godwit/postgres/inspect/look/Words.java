package dev.godwit.postgres.inspect.look;

import dev.godwit.postgres.session.SqlFailure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Figures and failures as people read them. */
public final class Words {

    private static final List<String> UNITS = List.of("B", "kB", "MB", "GB", "TB", "PB");

    private Words() {}

    /**
     * A failure without address or row value: what the driver says of a connection may name both.
     */
    public static String of(SQLException failure) {
        String state = failure.getSQLState();
        return state == null
                        || state.startsWith("08")
                        || state.startsWith("28")
                        || state.startsWith("3D")
                ? "no connection (%s); the worker's log says why"
                        .formatted(state == null ? "no SQLSTATE" : state)
                : SqlFailure.words(failure);
    }

    /** For example {@code 1.5 GB}, in powers of 1024 as PostgreSQL counts. */
    public static String bytes(long bytes) {
        double size = bytes;
        int unit = 0;
        while (size >= 1024 && unit < UNITS.size() - 1) {
            size /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", size, UNITS.get(unit));
    }

    /** For example {@code 3 min} or {@code 2 h 5 min}. */
    public static String time(Duration time) {
        long seconds = time.abs().toSeconds();
        if (seconds < 60) {
            return time.abs().toMillis() < 1000 ? time.abs().toMillis() + " ms" : seconds + " s";
        }
        return seconds < 3600
                ? seconds / 60 + " min"
                : "%d h %d min".formatted(seconds / 3600, seconds % 3600 / 60);
    }

    /** The first few of many: {@code a, b and 3 more}. */
    public static String some(List<String> names, long all) {
        String listed = String.join(", ", names);
        return all > names.size() ? "%s and %d more".formatted(listed, all - names.size()) : listed;
    }
}
