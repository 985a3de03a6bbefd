package dev.godwit.workflow.checklist;

/** Asks a target about a run. @param contract of who asks */
public record LookInput(int contract, String target, String run) {}
