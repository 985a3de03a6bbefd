package dev.godwit.project.maven.pom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One pom as it is written, or the list of core extensions beside it.
 *
 * @param file absolute
 * @param inside whether it lies in the project's folder: others are only looked at
 */
public record Pom(Path file, boolean inside, Element root) {

    static Pom read(Path file, Path folder) throws IOException {
        Path real = file.toAbsolutePath().normalize();
        boolean inside = real.startsWith(folder.toAbsolutePath().normalize());
        return new Pom(real, inside, Xml.read(real.toString(), Files.readAllBytes(real)));
    }

    /** As it is written; the parent's when it has none of its own. */
    public String groupId() {
        String own = root.text("groupId");
        return own.isEmpty() ? root.text("parent/groupId") : own;
    }

    public String artifactId() {
        return root.text("artifactId");
    }

    /** As it is written; the parent's when it has none of its own. */
    public String version() {
        String own = root.text("version");
        return own.isEmpty() ? root.text("parent/version") : own;
    }

    /** {@code groupId:artifactId}. */
    public String name() {
        return groupId() + ":" + artifactId();
    }

    /** {@code groupId:artifactId} of its parent; empty when it has none. */
    Optional<String> parent() {
        return root.find("parent")
                .map(parent -> parent.text("groupId") + ":" + parent.text("artifactId"));
    }

    /** Where its parent would lie. */
    Optional<Path> parentFile() {
        Optional<Element> parent = root.find("parent");
        if (parent.isEmpty()) {
            return Optional.empty();
        }
        Optional<Element> path = parent.get().find("relativePath");
        if (path.isPresent() && path.get().text().isEmpty()) {
            return Optional.empty(); // written so to look in repositories only
        }
        return Optional.of(in(folder().resolve(path.map(Element::text).orElse("../pom.xml"))));
    }

    /** Where its modules lie, those of profiles too. */
    List<Path> modules() {
        return List.of("modules/module", "subprojects/subproject").stream()
                .flatMap(
                        path ->
                                Stream.concat(
                                        root.all(path).stream(),
                                        root.all("profiles/profile/" + path).stream()))
                .map(module -> in(folder().resolve(module.text())))
                .toList();
    }

    Path folder() {
        Path folder = file.getParent();
        return folder == null ? Path.of("/") : folder;
    }

    private static Path in(Path path) {
        Path file = Files.isDirectory(path) ? path.resolve("pom.xml") : path;
        return file.toAbsolutePath().normalize();
    }
}
