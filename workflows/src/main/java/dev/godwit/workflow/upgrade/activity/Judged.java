package dev.godwit.workflow.upgrade.activity;

import dev.godwit.workflow.upgrade.message.Fate;
import java.util.Map;

/**
 * What a probe showed.
 *
 * @param commit that holds what was tested; empty when it was never green
 * @param note one line for people
 * @param log name of the file with the output that decided; empty when there is none
 * @param remembered whether an earlier run had tested the same
 * @param links where people read what has changed, by name of the package; as far as it is known
 * @param rewritten whether it is green only with the rewrites of source code
 */
public record Judged(
        Kind kind,
        String commit,
        String note,
        String log,
        boolean remembered,
        Map<String, Fate.Link> links,
        boolean rewritten) {

    public Judged {
        links = links == null ? Map.of() : Map.copyOf(links); // an older worker names none
    }

    /** Without links. */
    public Judged(Kind kind, String commit, String note, String log, boolean remembered) {
        this(kind, commit, note, log, remembered, Map.of(), false);
    }

    /** The verdict. */
    public enum Kind {
        /** Installs, builds, passes. */
        GREEN,
        /** Builds or passes not, twice. */
        RED,
        /** Cannot be installed. */
        UNBUILDABLE,
        /** Failed once, passed once. */
        FLAKY
    }

    public boolean green() {
        return kind == Kind.GREEN;
    }
}
