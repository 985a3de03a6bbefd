package dev.godwit.plan.evidence;

/**
 * Something that a step takes away.
 *
 * @param words for people
 * @param into table in schema godwit that receives it beforehand; empty when nothing of it is kept
 */
public record Removed(String words, String into) {}
