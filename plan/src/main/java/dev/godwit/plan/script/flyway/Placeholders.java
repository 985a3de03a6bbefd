package dev.godwit.plan.script.flyway;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Flyway's placeholders, {@code ${name}}; names are compared without regard to case. */
public final class Placeholders {

    private static final Pattern ONE = Pattern.compile("\\$\\{([^}]+)}");

    private final Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /**
     * @param values by name, without the braces
     */
    public Placeholders(Map<String, String> values) {
        this.values.putAll(values);
    }

    /** A text without them. @param missing names that nobody has given a value */
    public record Replaced(String text, TreeSet<String> missing) {}

    /** Puts the values into a text. */
    public Replaced in(String text) {
        TreeSet<String> missing = new TreeSet<>();
        String replaced =
                ONE.matcher(text)
                        .replaceAll(
                                found -> {
                                    String value = values.get(found.group(1));
                                    if (value == null) {
                                        missing.add(found.group(1));
                                    }
                                    return Matcher.quoteReplacement(
                                            value == null ? found.group() : value);
                                });
        return new Replaced(replaced, missing);
    }
}
