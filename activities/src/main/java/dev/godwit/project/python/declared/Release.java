package dev.godwit.project.python.declared;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A final or post release by its numbers: {@code 5.2.19}, {@code 2024.8.30}, {@code 1.0.post1}.
 * Pre-releases, development and local versions and those with an epoch are none: they are never
 * offered by accident. Equal by order ({@code 1.0} and {@code 1.0.0}) is not equal by text.
 *
 * @param numbers as many as were written
 * @param post number of the post release; -1 when it is none
 * @param text as it was written
 */
public record Release(List<Long> numbers, long post, String text) implements Comparable<Release> {

    private static final Pattern FINAL =
            Pattern.compile("v?(\\d{1,9}(?:\\.\\d{1,9})*)(?:(?:[._-]?post|-)(\\d{1,9}))?");

    private static final long EARLIEST_YEAR = 1990;

    public Release {
        numbers = List.copyOf(numbers);
    }

    /** Reads one; empty when it is no such release. */
    public static Optional<Release> of(String text) {
        Matcher parts = FINAL.matcher(text.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        List<Long> numbers =
                Arrays.stream(parts.group(1).split("\\.")).map(Long::parseLong).toList();
        long post = parts.group(2) == null ? -1 : Long.parseLong(parts.group(2));
        return Optional.of(new Release(numbers, post, text.strip()));
    }

    /** The number at that place, 0 where none was written. */
    public long number(int place) {
        return place < numbers.size() ? numbers.get(place) : 0;
    }

    /** Whether it begins with a year of four digits, which tells when it was made and no more. */
    public boolean calendar() {
        return number(0) >= EARLIEST_YEAR;
    }

    /** That many numbers of it, filled up with zeros: {@code 5.2}. */
    public Release cut(int count) {
        List<Long> cut = new ArrayList<>();
        for (int place = 0; place < count; place++) {
            cut.add(number(place));
        }
        String written = cut.stream().map(String::valueOf).collect(Collectors.joining("."));
        return new Release(cut, -1, written);
    }

    /** Whether the first numbers are the same. */
    public boolean begins(Release prefix) {
        return cut(prefix.numbers().size()).compareTo(prefix.cut(prefix.numbers().size())) == 0;
    }

    @Override
    public int compareTo(Release other) {
        int places = Math.max(numbers.size(), other.numbers.size());
        for (int place = 0; place < places; place++) {
            int order = Long.compare(number(place), other.number(place));
            if (order != 0) {
                return order;
            }
        }
        return Long.compare(post, other.post);
    }
}
