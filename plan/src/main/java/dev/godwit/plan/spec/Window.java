package dev.godwit.plan.spec;

import dev.godwit.plan.reading.Problems;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hours of the day in which rows may be filled, for example {@code 22:00-06:00 Europe/Paris}. Where
 * the clocks of the zone change, its local time counts.
 *
 * @param from first minute of the window
 * @param to first minute after it; before {@code from} when the window goes over midnight
 */
public record Window(LocalTime from, LocalTime to, ZoneId zone) {

    private static final Pattern TEXT =
            Pattern.compile("(\\d{1,2}:\\d{2})\\s*-\\s*(\\d{1,2}:\\d{2})\\s+(\\S+)");

    public Window {
        if (from.equals(to)) {
            throw new IllegalArgumentException("the window begins and ends at " + from);
        }
    }

    /**
     * Reads a window.
     *
     * @throws IllegalArgumentException saying what is wrong with the text
     */
    public static Window parse(String text) {
        Matcher parts = TEXT.matcher(text.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "'%s' is no window like 22:00-06:00 Europe/Paris".formatted(text));
        }
        try {
            return new Window(
                    time(parts.group(1)), time(parts.group(2)), ZoneId.of(parts.group(3)));
        } catch (DateTimeException unknown) {
            throw new IllegalArgumentException(
                    "'%s' is no window: %s".formatted(text, unknown.getMessage()), unknown);
        }
    }

    /** The zone that was probably meant in a text whose zone does not exist. */
    public static Optional<String> nearestZone(String text) {
        Matcher parts = TEXT.matcher(text.strip());
        Set<String> zones = ZoneId.getAvailableZoneIds();
        return parts.matches() && !zones.contains(parts.group(3))
                ? Problems.nearest(parts.group(3), new TreeSet<>(zones))
                : Optional.empty();
    }

    /** Whether rows may be filled at that moment. */
    public boolean open(Instant at) {
        LocalTime time = at.atZone(zone).toLocalTime();
        return from.isBefore(to)
                ? !time.isBefore(from) && time.isBefore(to)
                : !time.isBefore(from) || time.isBefore(to);
    }

    /** That moment when the window is open, else when it opens next. */
    public Instant opens(Instant at) {
        if (open(at)) {
            return at;
        }
        ZonedDateTime now = at.atZone(zone);
        ZonedDateTime today = now.with(from);
        return (today.isAfter(now) ? today : now.plusDays(1).with(from)).toInstant();
    }

    private static LocalTime time(String text) {
        return LocalTime.parse(text.length() < 5 ? "0" + text : text);
    }

    /** As it is written. */
    @Override
    public String toString() {
        return "%s-%s %s".formatted(from, to, zone);
    }
}
