package dev.godwit.project.npm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.godwit.project.link.Link;
import dev.godwit.project.link.Links;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What installed packages say about themselves, without asking a registry. */
final class Manifests {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final List<Path> folders = new ArrayList<>();

    /** Of a project that is installed; a workspace may have a version of its own. */
    Manifests(Path root, List<String> workspaces) {
        folders.add(root.resolve("node_modules"));
        workspaces.forEach(one -> folders.add(root.resolve(one).resolve("node_modules")));
    }

    /** Where the changes of a package can be read, if it says where it comes from. */
    Optional<Link> link(String name) throws IOException {
        for (Path modules : folders) {
            Path manifest = modules.resolve(name).resolve("package.json").normalize();
            if (manifest.startsWith(modules) && Files.isRegularFile(manifest)) {
                return link(JSON.readTree(manifest.toFile()));
            }
        }
        return Optional.empty();
    }

    private static Optional<Link> link(JsonNode manifest) {
        JsonNode repository = manifest.path("repository");
        String written =
                repository.isObject() ? repository.path("url").asText("") : repository.asText("");
        return Links.repository(written)
                .or(() -> Links.page(Link.Kind.HOMEPAGE, manifest.path("homepage").asText("")));
    }
}
