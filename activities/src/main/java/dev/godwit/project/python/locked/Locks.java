package dev.godwit.project.python.locked;

import dev.godwit.project.ecosystem.Move;
import dev.godwit.project.python.declared.Declaration;
import dev.godwit.project.python.declared.Release;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is locked of a project.
 *
 * @param compiled files in the order in which they are to be compiled
 * @param uv what uv has locked, if it has
 */
public record Locks(List<Compiled> compiled, Optional<UvLock> uv) {

    /** Nothing is locked. */
    public static final Locks NONE = new Locks(List.of(), Optional.empty());

    public Locks {
        compiled = List.copyOf(compiled);
    }

    /**
     * Reads them.
     *
     * @param files that were compiled
     */
    public static Locks read(Path folder, List<Path> files) throws IOException {
        List<Compiled> left = new ArrayList<>();
        for (Path file : files) {
            Compiled.read(folder, file).ifPresent(left::add);
        }
        List<Compiled> order = new ArrayList<>();
        while (!left.isEmpty()) {
            // One that waits for none that is left; of a circle, whichever comes first.
            Compiled next =
                    left.stream()
                            .filter(one -> left.stream().noneMatch(other -> waits(one, other)))
                            .findFirst()
                            .orElse(left.getFirst());
            left.remove(next);
            order.add(next);
        }
        return new Locks(order, UvLock.in(folder));
    }

    private static boolean waits(Compiled one, Compiled other) {
        return one != other && one.waits().contains(other.file());
    }

    /**
     * The files that these moves change, in the order in which they are to be compiled.
     *
     * @param declared places by canonical name
     */
    public List<Compiled> changed(List<Move> moves, Map<String, List<Declaration>> declared) {
        List<Compiled> changed = new ArrayList<>();
        for (Compiled one : compiled) {
            boolean moved =
                    moves.stream()
                            .map(Move::name)
                            .anyMatch(
                                    name ->
                                            one.concerns(
                                                    name, declared.getOrDefault(name, List.of())));
            if (moved || changed.stream().anyMatch(other -> waits(one, other))) {
                changed.add(one);
            }
        }
        return changed;
    }

    /** Whether a lock says which version of the package is used. */
    public boolean hold(String name, List<Declaration> places) {
        return !versions(name, places).isEmpty();
    }

    /** That version; empty when no lock says it, or not one. */
    public Optional<Release> pin(String name, List<Declaration> places) {
        Set<String> versions = versions(name, places);
        return versions.size() == 1 ? Release.of(versions.iterator().next()) : Optional.empty();
    }

    private Set<String> versions(String name, List<Declaration> places) {
        if (uv.isPresent()) {
            return uv.get().pins().getOrDefault(name, Set.of());
        }
        return compiled.stream()
                .filter(one -> places.stream().anyMatch(one::covers))
                .map(one -> one.pins().getOrDefault(name, Set.of()))
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(Set.of());
    }

    /**
     * Why the package cannot be moved; empty when it can.
     *
     * @param python that the project is built with
     */
    public String obstacle(String name, List<Declaration> places, Release python) {
        if (uv.filter(lock -> lock.others().contains(name)).isPresent()) {
            return "comes from the workspace, Git or a path, not from an index";
        }
        for (Compiled one : compiled) {
            String obstacle = one.concerns(name, places) ? obstacle(one, python) : "";
            if (!obstacle.isEmpty()) {
                return "%s cannot be renewed: %s".formatted(one.file().getFileName(), obstacle);
            }
        }
        Set<String> versions = versions(name, places);
        if (!versions.isEmpty() && pin(name, places).isEmpty()) {
            return "locked as %s, which is not one released version"
                    .formatted(String.join(" and ", versions));
        }
        return "";
    }

    private static String obstacle(Compiled one, Release python) {
        String own = python.cut(2).text();
        String other = one.header().python();
        String asked = one.command().interpreter();
        if (asked.matches("\\d+(\\.\\d+)*")) {
            other = Release.of(asked).map(found -> found.cut(2).text()).orElse("");
        }
        return one.obstacle().isEmpty() && !other.isEmpty() && !other.equals(own)
                ? "it is compiled for Python %s, here is %s".formatted(other, own)
                : one.obstacle();
    }

    /** The Python that files were compiled for, two numbers; empty where they do not agree. */
    public String python() {
        List<String> pythons =
                compiled.stream()
                        .map(one -> one.header().python())
                        .filter(found -> !found.isEmpty())
                        .distinct()
                        .toList();
        return pythons.size() == 1 ? pythons.getFirst() : "";
    }
}
