package dev.godwit.outside;

/**
 * What became of a {@link Call}.
 *
 * @param note what was found, without anything that the other side said: that may be a secret
 */
public record Result(boolean good, String note) {}
