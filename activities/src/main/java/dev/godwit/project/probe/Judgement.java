package dev.godwit.project.probe;

import dev.godwit.project.link.Link;
import java.util.List;
import java.util.Map;

/**
 * A verdict with its reasons.
 *
 * @param commit that holds what was tested; only when it was green, be it once
 * @param note one line for people
 * @param conflict packages that the package manager will not have without each other
 * @param logs names of the files with what the programs printed, in their order
 * @param links where people read what has changed, by name of the package; as far as it is known
 * @param once whether it was called red after a single look
 * @param rewritten whether it is green only with the rewrites of source code
 */
public record Judgement(
        Verdict verdict,
        String commit,
        String note,
        List<String> conflict,
        List<String> logs,
        Map<String, Link> links,
        boolean once,
        boolean rewritten) {

    /** Without links. */
    public Judgement(
            Verdict verdict, String commit, String note, List<String> conflict, List<String> logs) {
        this(verdict, commit, note, conflict, logs, Map.of(), false, false);
    }

    public Judgement {
        conflict = List.copyOf(conflict);
        logs = List.copyOf(logs);
        links = links == null ? Map.of() : Map.copyOf(links); // older files name none
    }
}
