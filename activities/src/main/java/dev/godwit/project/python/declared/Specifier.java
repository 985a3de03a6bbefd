package dev.godwit.project.python.declared;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of versions as it is written: {@code >=4.2,<5}. Moving one keeps its operators, the count
 * of numbers where that has a meaning, and every space.
 *
 * @param text may be empty: every version
 */
public record Specifier(String text) {

    private static final Pattern CLAUSE =
            Pattern.compile("(===|==|~=|!=|<=|>=|<|>)\\s*([^\\s,]+?)(\\.\\*)?(?=\\s*(?:,|$))");

    /** Whether the release lies in the range; never for a range that cannot be read. */
    public boolean allows(Release release) {
        return obstacle().isEmpty()
                && clauses().stream().allMatch(clause -> clause.allows(release));
    }

    /** Where the range begins: the highest of what is named by ==, ~= and >=. */
    public Optional<Release> lowest() {
        return clauses().stream()
                .filter(clause -> List.of("==", "~=", ">=").contains(clause.operator()))
                .flatMap(clause -> clause.version().stream())
                .max(Release::compareTo);
    }

    /** Whether it names one version. */
    public boolean exact() {
        return clauses().stream().anyMatch(one -> one.operator().equals("==") && !one.wild());
    }

    /** Why it cannot be moved; empty when it can. */
    public String obstacle() {
        List<Clause> clauses = clauses();
        String rest = CLAUSE.matcher(text).replaceAll("").replace(",", "").strip();
        for (Clause clause : clauses) {
            if (clause.operator().equals("===") || clause.version().isEmpty()) {
                rest = text;
            }
        }
        return rest.isEmpty() ? "" : "declared as %s, which is no released version".formatted(text);
    }

    /**
     * The same kind of range around another release: exact ones name it, lower bounds begin at it,
     * an upper bound that excludes it becomes the next one of its kind ({@code <5} becomes {@code
     * <6}).
     *
     * @return empty when no such range would allow it
     */
    public Optional<String> moved(Release to) {
        if (!obstacle().isEmpty()) {
            return Optional.empty();
        }
        Matcher found = CLAUSE.matcher(text);
        StringBuilder moved = new StringBuilder();
        while (found.find()) {
            String written = clause(found).moved(to);
            String gap = text.substring(found.end(1), found.start(2));
            found.appendReplacement(
                    moved, Matcher.quoteReplacement(found.group(1) + gap + written));
        }
        found.appendTail(moved);
        Specifier result = new Specifier(moved.toString());
        return result.allows(to) ? Optional.of(result.text()) : Optional.empty();
    }

    private List<Clause> clauses() {
        List<Clause> clauses = new ArrayList<>();
        Matcher found = CLAUSE.matcher(text);
        while (found.find()) {
            clauses.add(clause(found));
        }
        return clauses;
    }

    private static Clause clause(Matcher found) {
        boolean wild = found.group(3) != null;
        return new Clause(
                found.group(1),
                Release.of(found.group(2)),
                wild,
                found.group(2) + (wild ? ".*" : ""));
    }

    private record Clause(
            String operator, Optional<Release> version, boolean wild, String written) {

        boolean allows(Release release) {
            Release bound = version.orElseThrow();
            int order = release.compareTo(bound);
            return switch (operator) {
                case "==" -> wild ? release.begins(bound) : order == 0;
                case "!=" -> wild ? !release.begins(bound) : order != 0;
                case "~=" -> order >= 0 && release.begins(bound.cut(bound.numbers().size() - 1));
                case ">=" -> order >= 0;
                case "<=" -> order <= 0;
                case "<" -> order < 0;
                case ">" -> order > 0;
                default -> false;
            };
        }

        String moved(Release to) {
            Release bound = version.orElseThrow();
            int count = bound.numbers().size();
            return switch (operator) {
                case "==" -> wild ? to.cut(count).text() + ".*" : to.text();
                case "~=" -> to.cut(count).text();
                case ">=" -> to.text();
                case "<=" -> allows(to) ? written : to.text();
                case "<" -> allows(to) ? written : above(to, bound);
                default -> written;
            };
        }

        /** As coarse as the bound: of 5.0 that is the first number, of 4.3 the second. */
        private static String above(Release to, Release bound) {
            int places = bound.numbers().size();
            int last = places;
            while (last > 1 && bound.number(last - 1) == 0) {
                last--;
            }
            List<String> numbers = new ArrayList<>();
            for (int place = 0; place < places; place++) {
                long number = place < last ? to.number(place) : 0;
                numbers.add(String.valueOf(place == last - 1 ? number + 1 : number));
            }
            return String.join(".", numbers);
        }
    }
}
