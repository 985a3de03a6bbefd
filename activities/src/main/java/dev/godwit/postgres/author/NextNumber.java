package dev.godwit.postgres.author;

import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The number behind the last one, written as that one is. */
final class NextNumber {

    private static final Pattern LAST_PART = Pattern.compile("(.*?)(\\d+)$");
    private static final int TIME = 12;
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

    private NextNumber() {}

    /**
     * A time where the last one is a time, else one more in the last of its parts.
     *
     * @param last as it is written; digits, maybe with dots or underscores between
     */
    static String after(String last, Instant now) {
        String digits = last.replaceAll("\\D", "");
        if (digits.length() >= TIME && digits.length() == last.length()) {
            String time = time(now, digits.length());
            return new BigInteger(time).compareTo(new BigInteger(last)) > 0 ? time : plusOne(last);
        }
        return plusOne(last);
    }

    /** The time, with as many digits; UTC. */
    static String time(Instant now, int length) {
        String seconds = SECONDS.format(now);
        return length <= seconds.length()
                ? seconds.substring(0, length)
                : seconds + "0".repeat(length - seconds.length());
    }

    private static String plusOne(String last) {
        Matcher part = LAST_PART.matcher(last);
        if (!part.matches()) {
            throw new IllegalArgumentException("not a number: " + last);
        }
        String more = new BigInteger(part.group(2)).add(BigInteger.ONE).toString();
        int missing = part.group(2).length() - more.length();
        return part.group(1) + (missing > 0 ? "0".repeat(missing) : "") + more;
    }
}
