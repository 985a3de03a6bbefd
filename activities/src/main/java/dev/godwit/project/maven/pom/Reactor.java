package dev.godwit.project.maven.pom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The poms that belong to a project: the root, its modules, and the parents that lie by them. */
public final class Reactor {

    private final Path folder;
    private final Map<Path, Pom> poms = new LinkedHashMap<>();
    private final List<Pom> modules = new ArrayList<>();
    private final Optional<Pom> extensions;

    private Reactor(Path folder) throws IOException {
        this.folder = folder.toAbsolutePath().normalize();
        add(this.folder.resolve("pom.xml"), true);
        Path core = this.folder.resolve(".mvn/extensions.xml");
        extensions =
                Files.exists(core) ? Optional.of(Pom.read(core, this.folder)) : Optional.empty();
    }

    /**
     * Reads a project from its root.
     *
     * @throws IOException when a pom is missing or cannot be read
     */
    public static Reactor read(Path folder) throws IOException {
        return new Reactor(folder);
    }

    private void add(Path file, boolean module) throws IOException {
        if (poms.containsKey(file)) {
            if (module && !modules.contains(poms.get(file))) {
                modules.add(poms.get(file));
            }
            return;
        }
        if (!Files.exists(file)) {
            throw new IOException("the project names a pom that is not there: " + file);
        }
        Pom pom = Pom.read(file, folder);
        poms.put(file, pom);
        if (module) {
            modules.add(pom);
        }
        Optional<Path> parent = pom.parentFile();
        if (parent.isPresent() && Files.exists(parent.get())) {
            String name = Pom.read(parent.get(), folder).name();
            if (Optional.of(name).equals(pom.parent())) {
                add(parent.get(), false);
            }
        }
        if (module) {
            for (Path one : pom.modules()) {
                add(one, true);
            }
        }
    }

    /** The project's folder, absolute. */
    public Path folder() {
        return folder;
    }

    /** Every pom, the root first. */
    public List<Pom> poms() {
        return List.copyOf(poms.values());
    }

    /** Those that Maven builds, the root first. */
    public List<Pom> modules() {
        return List.copyOf(modules);
    }

    /** The list of extensions of Maven itself. */
    Optional<Pom> extensions() {
        return extensions;
    }

    /** The pom of that {@code groupId:artifactId}. */
    public Optional<Pom> named(String name) {
        return poms.values().stream().filter(pom -> pom.name().equals(name)).findFirst();
    }

    Optional<Pom> parentOf(Pom pom) {
        Optional<String> name = pom.parent();
        if (name.isEmpty()) {
            return Optional.empty();
        }
        return pom.parentFile()
                .map(poms::get)
                .filter(found -> found.name().equals(name.get()))
                .or(() -> named(name.get()));
    }

    /** The pom itself, its parent, and so on, as far as they lie here. */
    public List<Pom> chain(Pom pom) {
        List<Pom> chain = new ArrayList<>();
        Optional<Pom> next = Optional.of(pom);
        while (next.isPresent() && !chain.contains(next.get())) {
            chain.add(next.get());
            next = parentOf(next.get());
        }
        return chain;
    }

    /** A file as people call it: from the project's folder. */
    public String relative(Path file) {
        return file.startsWith(folder) ? folder.relativize(file).toString() : file.toString();
    }
}
