package dev.godwit.workflow.message;

/** A problem in four parts as it travels through Temporal: no secret, no row value. */
public record Finding(String code, String what, String where, String because, String next) {}
