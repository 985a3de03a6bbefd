package dev.godwit.workflow.message;

/**
 * What a release has decided about its migration, which waits before backfill.
 *
 * @param go whether it goes on; else it is taken back
 * @param actor whose word it is, for the ledger
 * @param reason one sentence
 */
public record Decided(boolean go, String actor, String reason) {

    /** The same as a command. */
    public Command command() {
        return new Command(actor, reason);
    }
}
