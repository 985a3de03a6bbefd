package dev.godwit.project.audit.check;

import java.util.List;

/**
 * What Dependency-Check has found.
 *
 * @param version of Dependency-Check
 * @param fed when the feed was changed that the database was filled from, as an instant; empty when
 *     nobody knows
 * @param seen archives that it has looked at
 * @param problems what went wrong: whatever is missing may be missing because of it
 */
public record Answer(
        String version, String fed, List<String> seen, List<Hit> hits, List<String> problems) {

    public Answer {
        seen = List.copyOf(seen);
        hits = List.copyOf(hits);
        problems = List.copyOf(problems);
    }

    /**
     * One vulnerability of one archive.
     *
     * @param severity the worst of those that the record names
     * @param fixed first version that is not affected; empty when the record does not say
     */
    public record Hit(String archive, String id, String severity, String fixed, String title) {}
}
