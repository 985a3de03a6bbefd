package dev.godwit.project.python.locked;

import dev.godwit.project.python.declared.Declaration;
import dev.godwit.project.python.declared.Pyproject;
import dev.godwit.project.python.declared.Requirements;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A requirements file that pip-compile or uv has compiled.
 *
 * @param file that was written
 * @param base folder in which the command was given
 * @param declaring files whose requirements it pins
 * @param waits files that it is compiled with besides, which may be compiled themselves
 * @param pins versions by canonical name; one for each marker
 * @param obstacle why it cannot be compiled again; empty when it can
 */
public record Compiled(
        Path file,
        Header header,
        Command command,
        Path base,
        Set<Path> declaring,
        Set<Path> waits,
        Map<String, Set<String>> pins,
        String obstacle) {

    /** As much of a file as a header may be long: others may be huge. */
    private static final int TOP = 4096;

    /** Whether pip-compile or uv says that it has written that file. */
    public static boolean is(Path file) throws IOException {
        try (InputStream text = Files.newInputStream(file)) {
            String top = new String(text.readNBytes(TOP), StandardCharsets.ISO_8859_1);
            return Header.of(top).filter(one -> one.author() != Header.Author.ANOTHER).isPresent();
        }
    }

    /**
     * Reads one.
     *
     * @param folder of the project
     * @return empty when people write the file
     */
    public static Optional<Compiled> read(Path folder, Path file) throws IOException {
        Requirements written = Requirements.read(file);
        Optional<Header> header = Header.of(written.text());
        if (header.isEmpty()) {
            return Optional.empty();
        }
        Command command = Command.of(header.get());
        Path base =
                base(folder, file, command.output(header.get().author()), command).orElse(folder);
        Set<Path> declaring = new LinkedHashSet<>();
        Set<Path> waits = new LinkedHashSet<>();
        command.constraints().forEach(one -> waits.add(base.resolve(one).normalize()));
        List<Path> open = new ArrayList<>();
        command.sources().forEach(one -> open.add(base.resolve(one).normalize()));
        String obstacle = command.obstacle();
        while (!open.isEmpty()) {
            Path one = open.removeFirst();
            if (!declaring.add(one)) {
                continue;
            }
            if (!Files.isRegularFile(one)) {
                obstacle = obstacle.isEmpty() ? one.getFileName() + " is not there" : obstacle;
            } else if (requirements(one)) {
                Requirements read = Requirements.read(one);
                open.addAll(read.included());
                waits.addAll(read.constrained());
            } else if (!pyproject(one) && obstacle.isEmpty()) {
                obstacle =
                        "it is compiled from " + one.getFileName() + ", which Godwit cannot read";
            }
        }
        if (declaring.isEmpty()) {
            beside(file).ifPresent(declaring::add); // so that its packages are told about
        }
        waits.addAll(declaring);
        Compiled compiled =
                new Compiled(
                        file,
                        header.get(),
                        command,
                        base,
                        declaring,
                        waits,
                        pins(written),
                        obstacle);
        return Optional.of(obstacle.isEmpty() ? compiled.compared() : compiled);
    }

    /** What a file is compiled from by custom, when its command does not say. */
    private static Optional<Path> beside(Path file) {
        String name = file.getFileName().toString().replaceFirst("\\.txt$", ".in");
        return Optional.of(file.resolveSibling(name))
                .filter(source -> !source.equals(file) && Files.isRegularFile(source));
    }

    /** Files that people write and that it is compiled from. */
    public List<Path> sources() {
        return declaring.stream().filter(Compiled::requirements).toList();
    }

    private static boolean requirements(Path file) {
        return file.toString().endsWith(".in") || file.toString().endsWith(".txt");
    }

    private static boolean pyproject(Path file) {
        return file.endsWith("pyproject.toml");
    }

    /** Where what the command names is found: a project is compiled from several places. */
    private static Optional<Path> base(Path folder, Path file, String output, Command command) {
        List<Path> places = new ArrayList<>(List.of(folder));
        places.add(Objects.requireNonNull(file.getParent()));
        Path above = folder;
        while (!Files.exists(above.resolve(".git")) && above.getParent() != null) {
            above = Objects.requireNonNull(above.getParent());
            places.add(above);
        }
        return places.stream()
                .filter(place -> output.isEmpty() || place.resolve(output).normalize().equals(file))
                .filter(
                        place ->
                                command.sources().stream()
                                        .allMatch(one -> Files.exists(place.resolve(one))))
                .findFirst();
    }

    private static Map<String, Set<String>> pins(Requirements written) {
        Map<String, Set<String>> pins = new LinkedHashMap<>();
        for (Declaration one : written.declared()) {
            String range = one.specifier().text();
            if (range.startsWith("==")) {
                pins.computeIfAbsent(one.name(), name -> new LinkedHashSet<>())
                        .add(range.replaceFirst("^===?\\s*", ""));
            }
        }
        return pins;
    }

    /** The same, with an obstacle when it is not what its sources ask for now. */
    private Compiled compared() throws IOException {
        for (Path source : declaring) {
            for (Declaration one : declared(source)) {
                Set<String> pinned = pins.getOrDefault(one.name(), Set.of());
                String why = "";
                if (pinned.isEmpty() && one.marker().isEmpty() && requirements(source)) {
                    why = "%s is not in it".formatted(one.name());
                }
                for (String version : pinned) {
                    if (!one.allows(version)) {
                        why =
                                "%s %s is not %s"
                                        .formatted(one.name(), version, one.specifier().text());
                    }
                }
                if (!why.isEmpty()) {
                    return with(
                            "it is not what %s asks for (%s): compile it first"
                                    .formatted(source.getFileName(), why));
                }
            }
        }
        return this;
    }

    private List<Declaration> declared(Path source) throws IOException {
        Stream<Declaration> declared =
                requirements(source)
                        ? Requirements.read(source).declared().stream()
                        : Pyproject.in(Objects.requireNonNull(source.getParent())).stream()
                                .flatMap(one -> one.declared().stream())
                                .filter(this::included);
        return declared.filter(one -> one.obstacle().isEmpty()).toList();
    }

    private boolean included(Declaration one) {
        return one.group().isEmpty() || command.extras().contains(one.group());
    }

    private Compiled with(String reason) {
        return new Compiled(file, header, command, base, declaring, waits, pins, reason);
    }

    /** Whether it pins what is declared there. */
    boolean covers(Declaration place) {
        return declaring.contains(place.file()) && (!pyproject(place.file()) || included(place));
    }

    /** Whether moving the package changes it. */
    boolean concerns(String name, List<Declaration> places) {
        return pins.containsKey(name) || places.stream().anyMatch(this::covers);
    }
}
