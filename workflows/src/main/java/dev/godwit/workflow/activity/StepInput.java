package dev.godwit.workflow.activity;

/** A step of a run. */
public record StepInput(RunRef run, int step) {}
