package dev.godwit.workflow.call;

import io.temporal.workflow.Workflow;

/**
 * Changes of workflow code that add commands to histories. A history that was begun before such a
 * change goes on as it was begun.
 */
public enum Change {
    /** Gates are noted in the ledger when they begin to be waited at and when they open; news. */
    NOTES_AND_NEWS("notes-and-news");

    private final String id;

    Change(String id) {
        this.id = id;
    }

    /** Whether this history knows it; the same answer at every replay. */
    public boolean known() {
        return Workflow.getVersion(id, Workflow.DEFAULT_VERSION, 1) != Workflow.DEFAULT_VERSION;
    }
}
