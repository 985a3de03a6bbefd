package dev.godwit.workflow.upgrade.message;

/**
 * Asks which projects a repository holds.
 *
 * @param contract {@link dev.godwit.workflow.Contract#VERSION} of the starter
 */
public record FindProjectsInput(int contract, Place place) {}
