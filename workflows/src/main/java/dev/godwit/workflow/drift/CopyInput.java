package dev.godwit.workflow.drift;

/** Asks for a target's catalog. @param contract of who asks */
public record CopyInput(int contract, String target) {}
