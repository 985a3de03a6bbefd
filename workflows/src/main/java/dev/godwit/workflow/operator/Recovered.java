package dev.godwit.workflow.operator;

import dev.godwit.workflow.message.MigrationState;
import org.jspecify.annotations.Nullable;

/**
 * A run as the target's rows know it.
 *
 * @param state where it goes on; null when the target has no open run of the plan
 * @param rollingBack whether it was being taken back: then that goes on
 * @param note one sentence for people
 */
public record Recovered(@Nullable MigrationState state, boolean rollingBack, String note) {}
