package dev.godwit.migration.folder;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.spec.MigrationsFile;
import dev.godwit.postgres.script.ScriptFolders;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The numbered files of SQL of a project: in the folder that the plan names, or the only one. */
final class SqlFiles {

    private static final String NO_FOLDER = "GW-742";
    private static final String SEVERAL = "GW-743";
    private static final String NOT_TEXT = "GW-744";
    private static final String OTHER_TOOL = "GW-745";

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

    private final MigrationsFile file;

    SqlFiles(MigrationsFile file) {
        this.file = file;
    }

    /** Reads them. @param words for the project */
    ScriptFolders.Files read(Path root, String words) throws IOException {
        if (!Files.isDirectory(root)) {
            return problem(
                    NO_FOLDER,
                    "there is no folder %s on the worker's host".formatted(root),
                    words,
                    "the worker of the target reads the files, not the command line",
                    "start a worker on this host (godwit dev), or name a project target with repository:");
        }
        String path = file.path();
        if (path != null) {
            Path folder = root.resolve(path).normalize();
            return folder.startsWith(root) && Files.isDirectory(folder)
                    ? texts(folder, words + "/" + path)
                    : problem(
                            NO_FOLDER,
                            "there is no folder %s in the project".formatted(path),
                            words,
                            "",
                            "correct path:");
        }
        List<String> found = new ArrayList<>();
        for (String usual : USUAL) {
            if (numbered(root.resolve(usual))) {
                found.add(usual);
            }
        }
        return switch (found.size()) {
            case 0 -> nothing(root, words);
            case 1 ->
                    texts(
                            root.resolve(found.getFirst()),
                            found.getFirst().isEmpty() ? words : words + "/" + found.getFirst());
            default ->
                    problem(
                            SEVERAL,
                            "the project has several folders of migrations",
                            words,
                            "numbered files of SQL lie in " + String.join(", ", found),
                            "name one: path: " + found.getFirst());
        };
    }

    private ScriptFolders.Files nothing(Path root, String words) {
        String other =
                Files.isDirectory(root.resolve("prisma"))
                        ? "Prisma"
                        : Files.exists(root.resolve("manage.py"))
                                ? "Django"
                                : Files.isDirectory(root.resolve("src/main/resources/db/migration"))
                                        ? "Flyway"
                                        : "";
        return other.isEmpty()
                ? problem(
                        NO_FOLDER,
                        "the project has no folder of migrations",
                        words,
                        "looked for numbered files of SQL in "
                                + String.join(", ", USUAL.subList(0, USUAL.size() - 1)),
                        "name it: path: FOLDER")
                : problem(
                        OTHER_TOOL,
                        "the project's migrations are those of %s, which is not built yet"
                                .formatted(other),
                        words,
                        "built are: numbered files of SQL",
                        "apply them with %s itself for now".formatted(other));
    }

    private static boolean numbered(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(
                    one ->
                            NUMBERED.matcher(one.getFileName().toString()).matches()
                                    && Files.isRegularFile(one));
        }
    }

    private ScriptFolders.Files texts(Path folder, String words) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        List<Path> all;
        try (Stream<Path> files = Files.list(folder)) {
            all =
                    files.filter(one -> one.getFileName().toString().endsWith(".sql"))
                            .filter(Files::isRegularFile)
                            .sorted()
                            .toList();
        }
        for (Path one : all) {
            String name = one.getFileName().toString();
            try {
                texts.put(name, Files.readString(one));
            } catch (CharacterCodingException notText) {
                return problem(
                        NOT_TEXT,
                        "%s is not text in UTF-8".formatted(name),
                        words,
                        "",
                        "save it as UTF-8");
            }
        }
        return new ScriptFolders.Files(words, texts, List.of());
    }

    private static ScriptFolders.Files problem(
            String code, String what, String where, String because, String next) {
        return new ScriptFolders.Files(
                where, Map.of(), List.of(new Problem(code, what, where, because, next)));
    }
}
