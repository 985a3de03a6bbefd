package dev.godwit.workflow.upgrade.search;

import java.util.List;

/** Tries sets of bumps on top of all that was kept so far, and keeps the good ones. */
public interface Prober {

    /** Builds and tests the kept state with these groups moved as well. Changes nothing. */
    boolean green(List<Group> groups);

    /** Makes these groups, whose probe was the last one and green, part of the kept state. */
    void keep(List<Group> groups);
}
