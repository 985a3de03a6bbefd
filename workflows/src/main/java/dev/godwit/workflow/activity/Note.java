package dev.godwit.workflow.activity;

/** A line for the ledger. @param id makes a repeated call harmless: unique within the run */
public record Note(RunRef run, String id, String actor, String phase, String event, String text) {

    /** The actor where nobody decided anything. */
    public static final String GODWIT = "godwit";
}
