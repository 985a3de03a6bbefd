package dev.godwit.project.probe;

import java.util.List;

/**
 * A verdict with its reasons.
 *
 * @param commit that holds what was tested; only when it was green, be it once
 * @param note one line for people
 * @param conflict packages that the package manager will not have without each other
 * @param logs names of the files with what the programs printed, in their order
 */
public record Judgement(
        Verdict verdict, String commit, String note, List<String> conflict, List<String> logs) {

    public Judgement {
        conflict = List.copyOf(conflict);
        logs = List.copyOf(logs);
    }
}
