package dev.godwit.project.ecosystem;

import java.util.List;

/**
 * What could become of one declared dependency.
 *
 * @param name as the ecosystem writes it
 * @param rungs from the lowest: the newest of its own major version first when that moves, then the
 *     newest of each later one; empty when nothing can move
 * @param skipped why versions are not offered, or nothing moves; empty for no reason
 * @param held what could be the next rung if the project were built with something else
 */
public record Candidate(String name, List<Rung> rungs, String skipped, List<Held> held) {

    /** With nothing that is held. */
    public Candidate(String name, List<Rung> rungs, String skipped) {
        this(name, rungs, skipped, List.of());
    }

    /**
     * One step of the ladder.
     *
     * @param major whether it leaves the major version before it
     */
    public record Rung(Move move, boolean major) {}

    /**
     * A rung that is not tried.
     *
     * @param reason what it asks for, and what there is
     */
    public record Held(Move move, String reason) {}

    public Candidate {
        rungs = List.copyOf(rungs);
        held = List.copyOf(held);
    }
}
