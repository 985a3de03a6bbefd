package dev.godwit.migration.folder;

import dev.godwit.plan.spec.PlanKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Numbered files of SQL, which no other tool reads. */
final class NumberedSql implements Tool {

    /** Where projects keep them, as seen from their root. */
    private static final List<String> USUAL =
            List.of(
                    "migrations",
                    "db/migrations",
                    "db/migrate",
                    "database/migrations",
                    "sql/migrations",
                    "src/migrations",
                    "sql",
                    "db",
                    "");

    private static final Pattern NUMBERED = Pattern.compile("\\d.*\\.sql");

    @Override
    public PlanKind kind() {
        return PlanKind.SQL;
    }

    @Override
    public String looked() {
        return "numbered files of SQL in " + String.join(", ", USUAL.subList(0, USUAL.size() - 1));
    }

    @Override
    public List<String> folders(Path root) throws IOException {
        List<String> found = new ArrayList<>();
        for (String usual : USUAL) {
            if (is(root.resolve(usual))) {
                found.add(usual);
            }
        }
        return found;
    }

    @Override
    public boolean is(Path folder) throws IOException {
        return Texts.any(folder, 1, name -> NUMBERED.matcher(name).matches());
    }

    @Override
    public Map<String, String> texts(Path folder) throws IOException {
        return Texts.read(folder, 1, name -> name.endsWith(".sql"));
    }
}
