package dev.godwit.plan.script;

import dev.godwit.plan.Plan;
import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.reading.Problems;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A folder of numbered files of SQL: {@code 0004_add_email.sql}, with the way back below a line
 * {@code -- down}, or in a second file ({@code 0004_add_email.up.sql}, {@code
 * 0004_add_email.down.sql}).
 */
public final class SqlFolder {

    private static final Pattern FILE =
            Pattern.compile("((\\d+(?:[._]\\d+)*)(?:[_-].*?)?)(\\.up|\\.down)?\\.sql");

    private final Problems problems = new Problems();
    private final List<SqlMigration> migrations = new ArrayList<>();

    private SqlFolder() {}

    /**
     * What a folder holds.
     *
     * @param migrations in order of their versions; not to be used when there are problems
     */
    public record Read(List<SqlMigration> migrations, List<Problem> problems) {
        public Read {
            migrations = List.copyOf(migrations);
            problems = List.copyOf(problems);
        }
    }

    /**
     * Reads all files and finds everything that is wrong with any of them.
     *
     * @param folder where they lie, for messages
     * @param files text by file name; what does not end with {@code .sql} is none of them
     */
    public static Read read(String folder, Map<String, String> files) {
        SqlFolder reading = new SqlFolder();
        Map<String, String> sorted = new TreeMap<>(files);
        sorted.keySet().removeIf(file -> !file.endsWith(".sql"));
        sorted.forEach((file, text) -> reading.file(folder, file, text, sorted));
        reading.migrations.sort(SqlMigration.ORDER);
        reading.twice();
        return new Read(reading.migrations, reading.problems.all());
    }

    private void file(String folder, String file, String text, Map<String, String> all) {
        Location at = new Location(folder + "/" + file, 1);
        Matcher name = FILE.matcher(file);
        if (!name.matches()) {
            problems.add(
                    "GW-700",
                    at,
                    "the file has no number, so its place among the others is not known",
                    "",
                    "name it like 0004_add_email.sql, or keep it in another folder");
            return;
        }
        String stem = name.group(1);
        boolean half = name.group(3) != null;
        if (half && name.group(3).equals(".down")) {
            if (!all.containsKey(stem + ".up.sql")) {
                problems.add(
                        "GW-701",
                        at,
                        "there is a way back, and nothing that it takes back",
                        "",
                        "add " + stem + ".up.sql");
            }
            return;
        }
        Halves halves = Halves.of(text);
        String beside = half ? all.get(stem + ".down.sql") : null;
        String down = beside == null ? halves.down() : beside;
        @Nullable List<String> up = ScriptText.statements(halves.up(), at, problems);
        @Nullable List<String> back =
                down == null ? null : ScriptText.statements(down, at, problems);
        if (up == null || down != null && back == null) {
            return;
        }
        if (up.isEmpty()) {
            problems.add("GW-702", at, "the file does nothing", "", "write a statement into it");
        }
        migrations.add(
                new SqlMigration(
                        version(name.group(2)), stem, checksum(halves.up()), up, back, at, null));
    }

    private void twice() {
        for (int i = 1; i < migrations.size(); i++) {
            SqlMigration before = migrations.get(i - 1);
            SqlMigration here = migrations.get(i);
            if (before.version().equals(here.version())) {
                problems.add(
                        "GW-704",
                        here.at(),
                        "%s and %s have the same number".formatted(before.name(), here.name()),
                        "which of them comes first is not known",
                        "give one of them a number of its own");
            }
        }
    }

    private static List<BigInteger> version(String digits) {
        return Arrays.stream(digits.split("[._]")).map(BigInteger::new).toList();
    }

    private static String checksum(String up) {
        return Plan.hash(up.replace("\r\n", "\n").strip());
    }
}
