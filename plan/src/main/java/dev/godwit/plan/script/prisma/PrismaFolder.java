package dev.godwit.plan.script.prisma;

import dev.godwit.plan.Plan;
import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.reading.Problems;
import dev.godwit.plan.script.ScriptText;
import dev.godwit.plan.script.SqlMigration;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.ToolRow;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code prisma/migrations}: a directory for each migration, applied in the order of their names,
 * with {@code migration.sql} in it. A {@code down.sql} beside it, which Prisma does not read, is
 * the way back.
 */
public final class PrismaFolder {

    /** What a migration's directory holds. */
    public static final String FILE = "migration.sql";

    private static final String LOCK = "migration_lock.toml";
    private static final Pattern PROVIDER =
            Pattern.compile("(?m)^\\s*provider\\s*=\\s*\"([^\"]*)\"");

    private PrismaFolder() {}

    /**
     * What a folder holds.
     *
     * @param migrations in order; not to be used when there are problems
     */
    public record Read(List<SqlMigration> migrations, List<Problem> problems) {
        public Read {
            migrations = List.copyOf(migrations);
            problems = List.copyOf(problems);
        }
    }

    /**
     * Reads all of them and finds everything that is wrong.
     *
     * @param folder where they lie, for messages
     * @param files text by path, as seen from the folder
     * @param table in which Prisma keeps its record
     */
    public static Read read(String folder, Map<String, String> files, QualifiedName table) {
        Problems problems = new Problems();
        provider(folder, files, problems);
        List<SqlMigration> migrations = new ArrayList<>();
        for (Map.Entry<String, String> file : new TreeMap<>(files).entrySet()) {
            String path = file.getKey();
            if (!path.endsWith("/" + FILE)) {
                continue;
            }
            String name = path.substring(0, path.length() - FILE.length() - 1);
            Location at = new Location(folder + "/" + path, 1);
            List<String> up = ScriptText.statements(file.getValue(), at, problems);
            String reverse = files.get(name + "/down.sql");
            List<String> down =
                    reverse == null ? null : ScriptText.statements(reverse, at, problems);
            if (up == null || reverse != null && down == null) {
                continue;
            }
            // Names are compared as text: the place among them is the number.
            BigInteger place = BigInteger.valueOf(migrations.size() + 1L);
            String checksum = Plan.hash(file.getValue());
            migrations.add(
                    new SqlMigration(
                            List.of(place),
                            name,
                            checksum,
                            up,
                            down,
                            at,
                            new ToolRow.Prisma(table, name, checksum)));
        }
        return new Read(migrations, problems.all());
    }

    private static void provider(String folder, Map<String, String> files, Problems problems) {
        String lock = files.get(LOCK);
        Matcher provider = PROVIDER.matcher(lock == null ? "" : lock);
        if (provider.find() && !provider.group(1).startsWith("postgres")) {
            problems.add(
                    "GW-750",
                    new Location(folder + "/" + LOCK, 1),
                    "these migrations are for " + provider.group(1),
                    "Godwit works with PostgreSQL",
                    "name the folder of the migrations for PostgreSQL: path: FOLDER");
        }
    }
}
