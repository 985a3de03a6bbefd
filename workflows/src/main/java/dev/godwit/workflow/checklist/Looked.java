package dev.godwit.workflow.checklist;

import org.jspecify.annotations.Nullable;

/** What a target has recorded about a run. @param run null for nothing */
public record Looked(@Nullable RunFacts run) {}
