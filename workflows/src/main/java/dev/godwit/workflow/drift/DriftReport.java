package dev.godwit.workflow.drift;

import java.util.List;

/**
 * In what a target differs from another.
 *
 * @param against the other one, or what is remembered of this one; empty when nothing is
 * @param differences the first ones, by kind and name
 * @param more how many others there are
 * @param migrationsHere applied here and not there
 * @param migrationsThere applied there and not here
 * @param migrations how many both have
 * @param proposal SQL that would make this one like the other; empty when it is too long to send
 * @param notes what could not be compared, and why a difference may be none
 */
public record DriftReport(
        String target,
        String against,
        List<Drifted> differences,
        int more,
        List<String> migrationsHere,
        List<String> migrationsThere,
        int migrations,
        String proposal,
        List<String> notes) {

    public DriftReport {
        differences = List.copyOf(differences);
        migrationsHere = List.copyOf(migrationsHere);
        migrationsThere = List.copyOf(migrationsThere);
        notes = List.copyOf(notes);
    }

    /** Whether there was something to compare it with. */
    public boolean compared() {
        return !against.isEmpty();
    }
}
