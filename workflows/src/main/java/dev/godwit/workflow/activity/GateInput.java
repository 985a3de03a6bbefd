package dev.godwit.workflow.activity;

import dev.godwit.workflow.Phase;

/** Asks the SQL gate that stands before a phase. */
public record GateInput(RunRef run, Phase before) {}
