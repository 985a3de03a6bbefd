package dev.godwit.plan.reading;

import org.jspecify.annotations.Nullable;

/**
 * A text that may be said to be none: {@code default: null} takes a default away, and no {@code
 * default} at all leaves it.
 *
 * @param text null for none
 */
public record Assigned(@Nullable String text) {}
