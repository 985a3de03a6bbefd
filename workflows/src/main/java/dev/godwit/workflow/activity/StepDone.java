package dev.godwit.workflow.activity;

/**
 * @param note what was done or found, for people; may be empty
 */
public record StepDone(String note) {}
