package dev.godwit.cli.view;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What running activities say between two reports of a workflow.
 *
 * @param rows of the lanes at work
 * @param percent of the lanes at work, on average
 * @param held what slows the lanes at work down, such as {@code held by the cap}; empty when
 *     nothing does
 * @param trouble what keeps them from getting on, one line; empty when nothing does
 */
public record Live(long rows, int percent, String held, String trouble) {

    /** Nothing is said. */
    public static final Live NOTHING = new Live(0, 0, "", "");

    private static final Pattern FIGURES = Pattern.compile("(\\d+) rows, (\\d+) %(?:, (.+))?");

    /**
     * Sums up.
     *
     * @param heartbeats the newest words of each activity at work
     * @param trouble as above
     */
    public static Live of(List<String> heartbeats, String trouble) {
        long rows = 0;
        int percents = 0;
        int lanes = 0;
        String held = "";
        String waits = trouble;
        for (String words : heartbeats) {
            Matcher figures = FIGURES.matcher(words);
            if (figures.find()) {
                rows += Long.parseLong(figures.group(1));
                percents += Integer.parseInt(figures.group(2));
                lanes++;
                held = held.isEmpty() && figures.group(3) != null ? figures.group(3) : held;
            } else if (waits.isEmpty() && !words.isBlank()) {
                waits = words;
            }
        }
        return new Live(rows, lanes == 0 ? 0 : percents / lanes, held, waits);
    }
}
