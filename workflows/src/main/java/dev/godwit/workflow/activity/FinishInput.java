package dev.godwit.workflow.activity;

import dev.godwit.workflow.Outcome;
import dev.godwit.workflow.Phase;

/** The run is over: recorded, and its table locks released. */
public record FinishInput(RunRef run, Outcome outcome, Phase phase, String note) {}
