package dev.godwit.project.ecosystem;

/**
 * A declared version to be replaced by another.
 *
 * @param name as the ecosystem writes it
 * @param from as it is declared, with its range: {@code ^7.5.0}
 * @param to as it is to be declared, with the same kind of range
 */
public record Move(String name, String from, String to) {}
