package dev.godwit.project.ecosystem;

/**
 * How a package is declared, looked at for the sake of a move.
 *
 * @param declared as it is written; empty when it is declared as no version any more
 * @param reached whether that is where the move leads, or beyond
 */
public record Standing(Move move, String declared, boolean reached) {}
