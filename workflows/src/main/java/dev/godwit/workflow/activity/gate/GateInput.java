package dev.godwit.workflow.activity.gate;

import dev.godwit.workflow.Phase;
import dev.godwit.workflow.activity.RunRef;

/** Asks the SQL gate that stands before a phase. */
public record GateInput(RunRef run, Phase before) {}
