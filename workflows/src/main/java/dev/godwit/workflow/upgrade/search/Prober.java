package dev.godwit.workflow.upgrade.search;

import java.util.List;

/** Tries sets of bumps on top of all that was kept so far, and keeps the good ones. */
public interface Prober {

    /**
     * Builds and tests the kept state with these groups moved as well. Changes nothing.
     *
     * @param outlook what may be asked next, for those that can try several sets at the same time
     */
    boolean green(List<Group> groups, Outlook outlook);

    /** Makes these groups, whose probe was the last one and green, part of the kept state. */
    void keep(List<Group> groups);
}
