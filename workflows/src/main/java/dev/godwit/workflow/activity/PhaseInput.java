package dev.godwit.workflow.activity;

import dev.godwit.workflow.Phase;

/** A run moves to a phase. */
public record PhaseInput(RunRef run, Phase phase, String actor) {}
