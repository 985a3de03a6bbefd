package dev.godwit.plan.spec.throttle;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of bytes, written as PostgreSQL's settings are: {@code 512kB}, {@code 50MB}. */
public record Size(long bytes) {

    /** What it looks like, for a JSON Schema. */
    public static final String FORM = "^\\s*\\d{1,9}\\s*(B|kB|MB|GB|TB)\\s*$";

    private static final Pattern TEXT = Pattern.compile("\\s*(\\d{1,9})\\s*(B|kB|MB|GB|TB)\\s*");
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};
    private static final int STEP = 10; // 1,024 is 2 to the power of 10

    public Size {
        if (bytes < 1) {
            throw new IllegalArgumentException("a size must be above 0");
        }
    }

    /**
     * Reads a size.
     *
     * @throws IllegalArgumentException saying what is wrong with the text
     */
    public static Size parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "\"%s\" is no size such as 50MB or 2GB".formatted(text));
        }
        int unit = 0;
        while (!UNITS[unit].equals(parts.group(2))) {
            unit++;
        }
        return new Size(Long.parseLong(parts.group(1)) << (STEP * unit));
    }

    /** Rounded to a unit that is easy to read. */
    @Override
    public String toString() {
        int unit = 0;
        double left = bytes;
        while (left >= 1 << STEP && unit < UNITS.length - 1) {
            left /= 1 << STEP;
            unit++;
        }
        String form = left < STEP && left != Math.rint(left) ? "%.1f%s" : "%.0f%s";
        return String.format(Locale.ROOT, form, left, UNITS[unit]);
    }
}
