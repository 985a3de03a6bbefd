package dev.godwit.workflow.release.message;

/**
 * Asks to take a release back that is over.
 *
 * @param release as it was started
 * @param schema whether its migration is its own to take back: not when an earlier run had applied
 *     it
 * @param into branch that the upgrade may have been merged into; empty when it is not known
 * @param from commit that the upgrade began at; empty when it is not known
 * @param actor who asks
 * @param reason why, for the ledger; may be empty
 */
public record ReleaseBackInput(
        ReleaseInput release,
        boolean schema,
        String into,
        String from,
        String actor,
        String reason) {}
