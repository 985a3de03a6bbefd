package dev.godwit.workflow.activity.gate;

/**
 * @param open whether the gate lets pass; @param note what it said, without row values
 */
public record GateAnswer(boolean open, String note) {}
