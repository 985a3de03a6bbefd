package dev.godwit.project.audit;

import java.util.List;
import java.util.stream.Stream;

/**
 * One advisory that one package of a project falls under.
 *
 * @param advisory its id: a GHSA id where there is one, else CVE, else the auditor's own
 * @param aliases its other ids
 * @param name of the package, as its ecosystem writes it
 * @param version that is used
 * @param fixedIn versions that are not affected any more, lowest first; empty when there is none
 * @param path file that it was found by, relative to the project: {@code package-lock.json}
 * @param title one line for people
 */
public record Finding(
        String advisory,
        List<String> aliases,
        String name,
        String version,
        Severity severity,
        List<String> fixedIn,
        String path,
        String title) {

    public Finding {
        aliases = List.copyOf(aliases);
        fixedIn = List.copyOf(fixedIn);
    }

    /**
     * Whether both say the same of the same package, be it in other words or of another version.
     */
    public boolean same(Finding other) {
        return name.equals(other.name)
                && Stream.concat(Stream.of(advisory), aliases.stream())
                        .anyMatch(id -> other.calls(id));
    }

    /** Whether an id is one of its own. */
    public boolean calls(String id) {
        return advisory.equalsIgnoreCase(id)
                || aliases.stream().anyMatch(alias -> alias.equalsIgnoreCase(id));
    }
}
