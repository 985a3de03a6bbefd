package dev.godwit.project.python.program;

import dev.godwit.project.link.Link;
import dev.godwit.project.link.Links;
import dev.godwit.project.python.declared.Declaration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What installed packages say about themselves.
 *
 * @see <a href="https://packaging.python.org/en/latest/specifications/well-known-project-urls/">the
 *     words for their pages</a>
 */
public final class Metadata {

    private static final List<String> CHANGES =
            List.of("changelog", "releasenotes", "changes", "whatsnew", "history", "news");

    private static final List<String> SOURCES =
            List.of("source", "repository", "sourcecode", "github", "gitlab", "code");

    private static final List<String> HOMES = List.of("homepage", "home");

    private final Map<String, Path> files = new LinkedHashMap<>();

    /**
     * Of everything in a virtual environment.
     *
     * @throws IOException when it cannot be read
     */
    public Metadata(Venv venv) throws IOException {
        Path lib = venv.folder().resolve("lib");
        if (!Files.isDirectory(lib)) {
            return;
        }
        // lib/python3.12/site-packages/NAME-VERSION.dist-info/METADATA
        try (Stream<Path> infos = Files.find(lib, 3, (path, any) -> info(path))) {
            for (Path one : infos.toList()) {
                String name = one.getFileName().toString().replaceFirst("-.*", "");
                files.put(Declaration.canonical(name), one.resolve("METADATA"));
            }
        }
    }

    private static boolean info(Path path) {
        return path.getFileName().toString().endsWith(".dist-info");
    }

    /** Where the changes of a package can be read, if it says so. @param name canonical */
    public Optional<Link> link(String name) throws IOException {
        Path file = files.get(name);
        if (file == null || !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        Map<String, String> pages = pages(file);
        return first(pages, CHANGES)
                .flatMap(one -> Links.page(Link.Kind.CHANGELOG, one))
                .or(() -> first(pages, SOURCES).flatMap(Links::repository))
                .or(() -> first(pages, HOMES).flatMap(Metadata::home));
    }

    /** Many name their repository here. */
    private static Optional<Link> home(String address) {
        return Links.repository(address)
                .filter(one -> one.kind() == Link.Kind.RELEASES)
                .or(() -> Links.page(Link.Kind.HOMEPAGE, address));
    }

    private static Optional<String> first(Map<String, String> pages, List<String> labels) {
        return labels.stream().filter(pages::containsKey).map(pages::get).findFirst();
    }

    /** By label, in small letters without anything between them. */
    private static Map<String, String> pages(Path file) throws IOException {
        Map<String, String> pages = new LinkedHashMap<>();
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        for (String line : header(text)) {
            String[] field = line.split(":\\s*", 2);
            if (field.length == 2 && field[0].equalsIgnoreCase("Project-URL")) {
                String[] page = field[1].split(",\\s*", 2);
                if (page.length == 2) {
                    pages.putIfAbsent(plain(page[0]), page[1].strip());
                }
            } else if (field.length == 2 && field[0].equalsIgnoreCase("Home-page")) {
                pages.putIfAbsent("homepage", field[1].strip());
            }
        }
        return pages;
    }

    private static List<String> header(String text) {
        List<String> header = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (line.isBlank()) {
                return header;
            }
            header.add(line);
        }
        return header;
    }

    private static String plain(String label) {
        return label.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
