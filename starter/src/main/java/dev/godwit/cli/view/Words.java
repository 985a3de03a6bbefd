package dev.godwit.cli.view;

import java.util.Locale;

/** Figures and foreign text as people read them. */
public final class Words {

    private Words() {}

    /** On one line, without what would steer a terminal. */
    public static String line(String text) {
        return text.replaceAll("\\s+", " ").replaceAll("[\\p{Cntrl}\\p{Cf}]", "?").strip();
    }

    /** At most that long. */
    public static String cut(String text, int width) {
        if (text.length() <= width) {
            return text;
        }
        int end = Math.max(0, width - 1);
        boolean half = end > 0 && Character.isHighSurrogate(text.charAt(end - 1));
        return text.substring(0, half ? end - 1 : end) + "…";
    }

    /** A duration in one or two units; empty for one below zero, which stands for none. */
    public static String took(double millis) {
        long seconds = Math.round(millis / 1000);
        if (millis < 0) {
            return "";
        }
        if (millis < 999.5) {
            return String.format(Locale.ROOT, millis < 100 ? "%.1f ms" : "%.0f ms", millis);
        }
        if (millis < 59_950) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1000);
        }
        if (seconds < 3_600) {
            return two(seconds / 60, "m", seconds % 60, "s");
        }
        return seconds < 86_400
                ? two(seconds / 3_600, "h", seconds % 3_600 / 60, "m")
                : two(seconds / 86_400, "d", seconds % 86_400 / 3_600, "h");
    }

    /** With separated thousands. */
    public static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A number of things. */
    public static String count(long number, String one, String many) {
        return number(number) + " " + (number == 1 ? one : many);
    }

    /** The day of an ISO 8601 instant. */
    public static String day(String instant) {
        return instant.substring(0, Math.min(10, instant.length()));
    }

    /** The time of day of an ISO 8601 instant, to the second. */
    public static String time(String instant) {
        return instant.length() < 19 ? instant : instant.substring(11, 19);
    }

    /** Day and time of an ISO 8601 instant, to the second; empty for none. */
    public static String moment(String instant) {
        return instant.isEmpty() ? "" : day(instant) + " " + time(instant);
    }

    private static String two(long large, String unit, long small, String smaller) {
        return large + " " + unit + (small == 0 ? "" : " " + small + " " + smaller);
    }
}
