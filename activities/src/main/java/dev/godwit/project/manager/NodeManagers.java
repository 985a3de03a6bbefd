package dev.godwit.project.manager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who installs a package.json. A lock file of npm's decides for npm, whatever lies beside it; else
 * a lock file of another one, or what package.json itself says; else the workspace root above.
 */
final class NodeManagers {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String NPM = "npm";

    private static final String PNPM_ROOT = "pnpm-workspace.yaml";

    /** By their file. */
    private static final Map<String, String> SIGNS = new LinkedHashMap<>();

    /** By the word for them in package.json. */
    private static final Map<String, String> NAMES =
            Map.of("pnpm", "pnpm", "yarn", "Yarn", "bun", "Bun", "deno", "Deno");

    static {
        SIGNS.put("package-lock.json", NPM);
        SIGNS.put("npm-shrinkwrap.json", NPM);
        SIGNS.put("pnpm-lock.yaml", "pnpm");
        SIGNS.put(PNPM_ROOT, "pnpm");
        SIGNS.put("yarn.lock", "Yarn");
        SIGNS.put("bun.lock", "Bun");
        SIGNS.put("bun.lockb", "Bun");
        SIGNS.put("deno.lock", "Deno");
    }

    private NodeManagers() {}

    static Optional<Unsupported> in(Path root, Path folder) {
        if (!Files.isRegularFile(folder.resolve("package.json"))) {
            return Optional.empty();
        }
        for (Path at = folder; at != null && at.startsWith(root); at = at.getParent()) {
            Path here = at;
            if (!at.equals(folder) && !workspaces(at)) {
                continue;
            }
            Optional<Unsupported> kept =
                    sign(at).map(
                                    one ->
                                            new Unsupported(
                                                    NPM,
                                                    one.manager(),
                                                    folder.relativize(here.resolve(one.sign()))
                                                            .toString(),
                                                    true));
            if (kept.isPresent()) {
                return kept.filter(one -> !one.manager().equals(NPM));
            }
        }
        return Optional.empty();
    }

    private static Optional<Unsupported> sign(Path folder) {
        return SIGNS.entrySet().stream()
                .filter(one -> Files.isRegularFile(folder.resolve(one.getKey())))
                .map(one -> new Unsupported(NPM, one.getValue(), one.getKey(), true))
                .findFirst()
                .or(() -> said(folder));
    }

    /** {@code "packageManager": "pnpm@9.1.0"}, or the same under devEngines. */
    private static Optional<Unsupported> said(Path folder) {
        JsonNode project = read(folder);
        JsonNode engines = project.path("devEngines").path("packageManager");
        JsonNode engine = engines.isArray() ? engines.path(0) : engines;
        for (String word :
                List.of(project.path("packageManager").asText(), engine.path("name").asText())) {
            String manager = NAMES.get(word.replaceFirst("@.*", ""));
            if (manager != null) {
                return Optional.of(new Unsupported(NPM, manager, "package.json", true));
            }
        }
        return Optional.empty();
    }

    private static boolean workspaces(Path folder) {
        return Files.isRegularFile(folder.resolve(PNPM_ROOT)) || read(folder).has("workspaces");
    }

    private static JsonNode read(Path folder) {
        Path file = folder.resolve("package.json");
        try {
            return Files.isRegularFile(file)
                    ? JSON.readTree(file.toFile())
                    : JSON.createObjectNode();
        } catch (IOException unreadable) {
            return JSON.createObjectNode(); // who works with it will say so
        }
    }
}
