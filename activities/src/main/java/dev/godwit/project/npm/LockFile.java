package dev.godwit.project.npm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.godwit.project.audit.Component;
import dev.godwit.project.audit.Inventory;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A package-lock.json, of which the field {@code packages} lists what lies in node_modules.
 *
 * @see <a href="https://docs.npmjs.com/cli/v11/configuring-npm/package-lock-json">its format</a>
 */
final class LockFile {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String MODULES = "node_modules/";

    private LockFile() {}

    /** What npm reads, in its order: a shrinkwrap file replaces the other one. */
    static Optional<Path> in(Path folder) {
        return List.of("npm-shrinkwrap.json", "package-lock.json").stream()
                .map(folder::resolve)
                .filter(Files::exists)
                .findFirst();
    }

    /** Without a lock file, npm's own record of what it has installed. */
    static Inventory inventory(Path folder) throws IOException {
        Path file = in(folder).orElse(folder.resolve("node_modules/.package-lock.json"));
        if (!Files.exists(file)) {
            return new Inventory(List.of(), List.of("npm: there is no lock file to look at"));
        }
        String path = folder.relativize(file).toString();
        Map<String, Component> found = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry :
                JSON.readTree(file.toFile()).path("packages").properties()) {
            JsonNode one = entry.getValue();
            String version = one.path("version").asText();
            int modules = entry.getKey().lastIndexOf(MODULES);
            if (modules < 0 || one.path("link").asBoolean() || version.isEmpty()) {
                continue; // the project itself, or a workspace of it
            }
            // An alias is installed under another name than its own.
            String name =
                    one.path("name").asText(entry.getKey().substring(modules + MODULES.length()));
            found.putIfAbsent(
                    name + "@" + version,
                    new Component(name, version, purl(name, version), path, Optional.empty()));
        }
        return new Inventory(List.copyOf(found.values()), List.of());
    }

    private static String purl(String name, String version) {
        return "pkg:npm/%s@%s".formatted(name.replace("@", "%40"), encoded(version));
    }

    private static String encoded(String version) {
        return URLEncoder.encode(version, StandardCharsets.UTF_8);
    }
}
