package dev.godwit.upgrade;

import dev.godwit.plan.problem.Problem;
import dev.godwit.project.ecosystem.Ecosystem;
import dev.godwit.project.manager.Unsupported;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What lies in a folder.
 *
 * @param ecosystems that find a project there
 * @param unsupported package managers that keep it, or another project there, and are not worked
 *     with
 */
record Detection(List<Ecosystem> ecosystems, List<Unsupported> unsupported) {

    Detection {
        ecosystems = List.copyOf(ecosystems);
        unsupported = List.copyOf(unsupported);
    }

    /**
     * Looks.
     *
     * @param root of the clone
     * @param folder the root, or below it
     */
    static Detection of(List<Ecosystem> known, Path root, Path folder) {
        List<Unsupported> unsupported = new ArrayList<>(Unsupported.in(root, folder));
        List<Ecosystem> ecosystems = new ArrayList<>(known);
        ecosystems.removeIf(
                one ->
                        !one.detects(folder)
                                || unsupported.stream()
                                        .anyMatch(
                                                other ->
                                                        other.instead()
                                                                && other.ecosystem()
                                                                        .equals(one.name())));
        // Beside a project that is known, another way to build the same is none of our business.
        unsupported.removeIf(
                one -> ecosystems.stream().anyMatch(its -> its.name().equals(one.ecosystem())));
        return new Detection(ecosystems, unsupported);
    }

    /** Those that people mean. @param wanted name of an ecosystem; empty for any */
    Detection wanted(String wanted) {
        return wanted.isEmpty()
                ? this
                : new Detection(
                        ecosystems.stream().filter(one -> one.name().equals(wanted)).toList(),
                        unsupported.stream()
                                .filter(one -> one.ecosystem().equals(wanted))
                                .toList());
    }

    /** Says that Godwit knows it and does not do it. @param path of the folder */
    static Problem problem(Unsupported one, String path) {
        return new Problem(
                "GW-656",
                "the project is kept by %s, which Godwit does not work with"
                        .formatted(one.manager()),
                Path.of(path).resolve(one.sign()).normalize().toString(),
                one.instead()
                        ? "another program would install other versions than %s has locked"
                                .formatted(one.manager())
                        : "its versions can neither be read nor written",
                "move its versions with %s; another project of the repository is named by --path"
                        .formatted(one.manager()));
    }
}
