package dev.godwit.postgres.author;

import dev.godwit.postgres.script.source.ScriptFolders;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Versioned migrations of Flyway's, beside the newest one. */
final class FlywayDrafts {

    private final Map<String, String> texts;
    private final Instant now;
    private final String prefix;
    private final String undo;
    private final String separator;
    private final String suffix;

    FlywayDrafts(ScriptFolders.Files files, Instant now) {
        Map<String, String> settings = files.settings();
        this.texts = files.texts();
        this.now = now;
        this.prefix = settings.getOrDefault("sqlMigrationPrefix", "V");
        this.undo = settings.getOrDefault("undoSqlMigrationPrefix", "U");
        this.separator = settings.getOrDefault("sqlMigrationSeparator", "__");
        this.suffix = settings.getOrDefault("sqlMigrationSuffixes", ".sql").split(",", -1)[0];
    }

    Draft migration(String name) {
        Map<String, String> files = new TreeMap<>();
        Newest newest = newest();
        String version = NextNumber.after(newest.version(), now);
        add(files, newest.folder(), version, name, Templates.UP);
        return new Draft(files, wayBack());
    }

    Draft data(String name) {
        Map<String, String> files = new TreeMap<>();
        Newest newest = newest();
        String first = NextNumber.after(newest.version(), now);
        String second = NextNumber.after(first, now);
        add(files, newest.folder(), first, name + "_schema", Templates.SCHEMA);
        add(files, newest.folder(), second, name + "_data", Templates.DATA);
        return new Draft(files, wayBack());
    }

    private void add(
            Map<String, String> files, String folder, String version, String name, String text) {
        files.put(folder + prefix + version + separator + name + suffix, text);
    }

    private List<String> wayBack() {
        return Templates.wayBack(
                "into a file that begins with %s instead of %s".formatted(undo, prefix));
    }

    /** The newest version, and the folder that it lies in. */
    private record Newest(String folder, String version, List<BigInteger> numbers) {}

    private Newest newest() {
        Pattern name =
                Pattern.compile(
                        "(.*/)?%s(\\d[\\d._]*?)%s.*%s"
                                .formatted(
                                        Pattern.quote(prefix),
                                        Pattern.quote(separator),
                                        Pattern.quote(suffix)));
        List<Newest> all = new ArrayList<>();
        for (String file : texts.keySet()) {
            Matcher matcher = name.matcher(file);
            if (matcher.matches()) {
                String folder = matcher.group(1) == null ? "" : matcher.group(1);
                List<BigInteger> numbers = new ArrayList<>();
                for (String part : matcher.group(2).split("[._]", -1)) {
                    numbers.add(part.isEmpty() ? BigInteger.ZERO : new BigInteger(part));
                }
                all.add(new Newest(folder, matcher.group(2), numbers));
            }
        }
        return all.stream()
                .max(Comparator.comparing(Newest::numbers, FlywayDrafts::compare))
                .orElse(new Newest("", "0", List.of()));
    }

    private static int compare(List<BigInteger> left, List<BigInteger> right) {
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            BigInteger one = i < left.size() ? left.get(i) : BigInteger.ZERO;
            BigInteger other = i < right.size() ? right.get(i) : BigInteger.ZERO;
            if (!one.equals(other)) {
                return one.compareTo(other);
            }
        }
        return 0;
    }
}
