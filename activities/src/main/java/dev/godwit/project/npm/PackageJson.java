package dev.godwit.project.npm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.godwit.project.ecosystem.Move;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A package.json. Edited by its bytes: order, indentation and line ends stay as they are. */
final class PackageJson {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final List<String> SECTIONS =
            List.of("dependencies", "devDependencies", "optionalDependencies");

    /** What {@code npm init} writes. */
    private static final String NO_TEST = "no test specified";

    private final Path file;
    private final String text;
    private final JsonNode root;

    private PackageJson(Path file, String text, JsonNode root) {
        this.file = file;
        this.text = text;
        this.root = root;
    }

    static Path in(Path folder) {
        return folder.resolve("package.json");
    }

    static PackageJson read(Path folder) throws IOException {
        String text = Files.readString(in(folder));
        return new PackageJson(in(folder), text, JSON.readTree(text));
    }

    Path file() {
        return file;
    }

    Path folder() {
        Path folder = file.getParent();
        return folder == null ? Path.of("") : folder;
    }

    /** What it calls itself; empty when it does not say. */
    String name() {
        return root.path("name").asText("");
    }

    /** Whether there is a script of that name that does something. */
    boolean script(String name) {
        String script = root.path("scripts").path(name).asText("");
        return !script.isBlank() && !script.contains(NO_TEST);
    }

    /** Whether packages in folders below belong to it. */
    boolean workspaces() {
        return root.has("workspaces");
    }

    /** Where those are, as it is written: a list, or a list under {@code packages}. */
    List<String> patterns() {
        JsonNode workspaces = root.path("workspaces");
        JsonNode list = workspaces.isObject() ? workspaces.path("packages") : workspaces;
        List<String> patterns = new ArrayList<>();
        list.forEach(one -> patterns.add(one.asText()));
        return patterns;
    }

    /** What is declared, as it is written, by name; more than one where sections differ. */
    Map<String, List<String>> declared() {
        Map<String, List<String>> declared = new LinkedHashMap<>();
        for (String section : SECTIONS) {
            root.path(section)
                    .properties()
                    .forEach(
                            entry ->
                                    declared.computeIfAbsent(
                                                    entry.getKey(), name -> new ArrayList<>())
                                            .add(entry.getValue().asText()));
        }
        return declared;
    }

    /**
     * Writes other versions where these ones stand.
     *
     * @throws IOException also when one does not stand there any more
     */
    void write(List<Move> moves) throws IOException {
        String edited = text;
        for (Move move : moves) {
            Pattern declaration =
                    Pattern.compile(
                            "(\"%s\"\\s*:\\s*\")%s(\")"
                                    .formatted(
                                            Pattern.quote(move.name()),
                                            Pattern.quote(move.from())));
            Matcher found = declaration.matcher(edited);
            if (!found.find()) {
                throw new IOException(
                        "%s does not declare %s %s".formatted(file, move.name(), move.from()));
            }
            edited = found.replaceAll("$1" + Matcher.quoteReplacement(move.to()) + "$2");
        }
        if (!edited.equals(text)) {
            Files.write(file, edited.getBytes(StandardCharsets.UTF_8));
        }
    }
}
