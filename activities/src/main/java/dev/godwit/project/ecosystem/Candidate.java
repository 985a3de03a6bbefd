package dev.godwit.project.ecosystem;

import java.util.List;

/**
 * What could become of one declared dependency.
 *
 * @param name as the ecosystem writes it
 * @param rungs from the lowest: the newest of its own major version first when that moves, then the
 *     newest of each later one; empty when nothing can move
 * @param skipped why versions are not offered, or nothing moves; empty for no reason
 */
public record Candidate(String name, List<Rung> rungs, String skipped) {

    /**
     * One step of the ladder.
     *
     * @param major whether it leaves the major version before it
     */
    public record Rung(Move move, boolean major) {}

    public Candidate {
        rungs = List.copyOf(rungs);
    }
}
