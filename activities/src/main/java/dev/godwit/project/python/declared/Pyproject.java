package dev.godwit.project.python.declared;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A pyproject.toml, as far as it declares requirements. */
public final class Pyproject {

    private static final Pattern OPTIONAL =
            Pattern.compile("project\\.optional-dependencies\\.(.+)\\[\\]");

    private static final Pattern GROUP =
            Pattern.compile("dependency-groups\\.(.+)\\[\\](\\.include-group)?");

    /** What people call that which their tests need. */
    private static final Set<String> DEVELOPMENT =
            Set.of("dev", "develop", "development", "test", "tests", "testing");

    private final Path file;
    private final String text;
    private final Toml toml;

    private Pyproject(Path file, String text, Toml toml) {
        this.file = file;
        this.text = text;
        this.toml = toml;
    }

    /**
     * The one of a folder; empty when there is none.
     *
     * @throws IOException also when it cannot be understood
     */
    public static Optional<Pyproject> in(Path folder) throws IOException {
        Path file = folder.resolve("pyproject.toml");
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        try {
            return Optional.of(new Pyproject(file, text, Toml.read(text)));
        } catch (IOException unreadable) {
            throw new IOException(file + ": " + unreadable.getMessage(), unreadable);
        }
    }

    /** Whether an extra or group of that name is for development. */
    public static boolean development(String group) {
        return DEVELOPMENT.contains(Declaration.canonical(group));
    }

    /** Whether it has that table: {@code project}, {@code tool.poetry}. */
    public boolean has(String table) {
        return toml.has(table);
    }

    /** Pythons that it is for; empty when it does not say. */
    public Specifier python() {
        return texts("project.requires-python").stream()
                .map(Specifier::new)
                .findFirst()
                .orElse(new Specifier(""));
    }

    /** Everything that it declares, in the order in which it stands there. */
    public List<Declaration> declared() {
        List<Declaration> declared = new ArrayList<>();
        for (Toml.Text one : toml.strings()) {
            Matcher optional = OPTIONAL.matcher(one.path());
            Matcher group = GROUP.matcher(one.path());
            if (one.path().equals("project.dependencies[]")) {
                declared.add(Declaration.read(file, text, one.begin(), one.end(), ""));
            } else if (optional.matches()) {
                declared.add(
                        Declaration.read(file, text, one.begin(), one.end(), optional.group(1)));
            } else if (group.matches() && group.group(2) == null) {
                declared.add(Declaration.read(file, text, one.begin(), one.end(), group.group(1)));
            } else if (one.path().equals("tool.uv.dev-dependencies[]")) {
                declared.add(Declaration.read(file, text, one.begin(), one.end(), "dev"));
            }
        }
        return declared;
    }

    /** Patterns of the folders that belong to a workspace of uv's that begins here. */
    public List<String> members() {
        return texts("tool.uv.workspace.members[]");
    }

    /** Patterns of the folders that do not. */
    public List<String> excluded() {
        return texts("tool.uv.workspace.exclude[]");
    }

    /** Addresses of the indexes that uv asks. */
    public List<String> indexes() {
        return texts("tool.uv.index.url");
    }

    private List<String> texts(String path) {
        return toml.strings().stream()
                .filter(one -> one.path().equals(path))
                .map(one -> text.substring(one.begin(), one.end()))
                .toList();
    }

    /** Extras for development. */
    public List<String> extras() {
        return toml.strings().stream()
                .map(one -> OPTIONAL.matcher(one.path()))
                .filter(Matcher::matches)
                .map(found -> found.group(1))
                .filter(Pyproject::development)
                .distinct()
                .toList();
    }

    /** Dependency groups for development, with those that they include. */
    public List<String> groups() {
        List<String> groups = new ArrayList<>();
        toml.strings().stream()
                .map(one -> GROUP.matcher(one.path()))
                .filter(Matcher::matches)
                .map(found -> found.group(1))
                .filter(Pyproject::development)
                .distinct()
                .forEach(groups::add);
        for (int i = 0; i < groups.size(); i++) {
            String include = "dependency-groups.%s[].include-group".formatted(groups.get(i));
            texts(include).stream().filter(name -> !groups.contains(name)).forEach(groups::add);
        }
        return groups;
    }

    /** What the groups for development ask for, as it is written. */
    public List<String> grouped() {
        List<String> groups = groups();
        return toml.strings().stream()
                .filter(one -> in(groups, one.path()))
                .map(one -> text.substring(one.begin(), one.end()))
                .toList();
    }

    private static boolean in(List<String> groups, String path) {
        Matcher found = GROUP.matcher(path);
        return found.matches() && found.group(2) == null && groups.contains(found.group(1));
    }
}
