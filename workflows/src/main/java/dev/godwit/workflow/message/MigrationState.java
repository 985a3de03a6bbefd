package dev.godwit.workflow.message;

import dev.godwit.workflow.Phase;
import dev.godwit.workflow.activity.Prepared;

/**
 * What continue-as-new carries over. Everything else is in the target.
 *
 * @param prepared what preflight found
 * @param phase the phase that goes on
 * @param lastStep number of the last step that is done; its successors in the phase remain
 * @param refilled whether the one refill after a red verify was used
 * @param rows rows filled so far
 */
public record MigrationState(
        Prepared prepared, Phase phase, int lastStep, boolean refilled, long rows) {}
