package dev.godwit.project.python;

import dev.godwit.project.python.declared.Declaration;
import dev.godwit.project.python.declared.Pyproject;
import dev.godwit.project.python.declared.Requirements;
import dev.godwit.project.python.declared.Specifier;
import dev.godwit.project.python.locked.Compiled;
import dev.godwit.project.python.locked.Locks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where a project says what it needs.
 *
 * @param members of uv's workspace
 * @param installed files that pip is given, in the order of their names
 * @param written files that people write: what is installed, included, or compiled
 * @param constraints files that people write and that only constrain
 */
record Layout(
        Path folder,
        Optional<Pyproject> pyproject,
        List<Pyproject> members,
        List<Requirements> installed,
        List<Requirements> written,
        List<Requirements> constraints,
        Locks locks) {

    /** Whether there is a project at all. */
    static boolean in(Path folder) {
        try {
            return !RequirementFiles.in(folder).isEmpty()
                    || Pyproject.in(folder)
                            .filter(one -> one.has("project") || !one.members().isEmpty())
                            .isPresent();
        } catch (IOException unreadable) {
            return Files.exists(folder.resolve("pyproject.toml"));
        }
    }

    static Layout read(Path given) throws IOException {
        Path folder = given.normalize();
        List<Path> files = RequirementFiles.in(folder);
        Map<Path, Requirements> all = new LinkedHashMap<>();
        Set<Path> compiled = new LinkedHashSet<>();
        Set<Path> needed = new LinkedHashSet<>(files);
        List<Path> open = new ArrayList<>(files);
        while (!open.isEmpty()) {
            Path file = open.removeFirst();
            if (all.containsKey(file) || !Files.isRegularFile(file)) {
                continue;
            }
            Requirements read = Requirements.read(file);
            all.put(file, read);
            Optional<Compiled> lock = Compiled.read(folder, file);
            if (lock.isPresent()) {
                compiled.add(file);
                lock.get().sources().forEach(one -> follow(one, open, needed));
                open.addAll(lock.get().waits().stream().filter(RequirementFiles::any).toList());
            } else if (needed.contains(file)) {
                read.included().forEach(one -> follow(one, open, needed));
            } else {
                open.addAll(read.included());
            }
            open.addAll(read.constrained());
        }
        Optional<Pyproject> pyproject = Pyproject.in(folder);
        List<Requirements> people =
                all.values().stream().filter(one -> !compiled.contains(one.file())).toList();
        return new Layout(
                folder,
                pyproject,
                pyproject.isEmpty() ? List.of() : Workspace.members(folder, pyproject.get()),
                all.values().stream().filter(one -> files.contains(one.file())).toList(),
                people.stream().filter(one -> needed.contains(one.file())).toList(),
                people.stream().filter(one -> !needed.contains(one.file())).toList(),
                Locks.read(folder, List.copyOf(compiled)));
    }

    private static void follow(Path file, List<Path> open, Set<Path> needed) {
        needed.add(file);
        open.addFirst(file);
    }

    /** Whether uv has locked it. */
    boolean uv() {
        return locks.uv().isPresent();
    }

    /** Pythons that it is for. */
    Specifier python() {
        return pyproject.map(Pyproject::python).orElse(new Specifier(""));
    }

    /** Where a package stands: what is locked, else what is declared first. */
    Specifier standing(String name, List<Declaration> places) {
        return locks.pin(name, places)
                .map(pin -> new Specifier("==" + pin.text()))
                .orElse(places.getFirst().specifier());
    }

    /** All that is declared, by the name it is compared by. */
    Map<String, List<Declaration>> declared() {
        Map<String, List<Declaration>> declared = new LinkedHashMap<>();
        Stream.of(
                        pyproject.stream().flatMap(one -> one.declared().stream()),
                        members.stream().flatMap(one -> one.declared().stream()),
                        written.stream().flatMap(one -> one.declared().stream()),
                        constraints.stream().flatMap(one -> one.declared().stream()))
                .flatMap(all -> all)
                .forEach(
                        one ->
                                declared.computeIfAbsent(one.name(), name -> new ArrayList<>())
                                        .add(one));
        // What is only constrained, the project does not use by itself.
        Set<Path> own = new LinkedHashSet<>();
        constraints.forEach(one -> own.add(one.file()));
        declared.values().removeIf(all -> all.stream().allMatch(one -> own.contains(one.file())));
        return declared;
    }
}
