package dev.godwit.workflow.upgrade.search;

import java.util.List;

/** Answers a search: a prober, or a supposition. */
interface Teller {

    /** Told before the first question. */
    default void begin(List<Group> groups) {}

    boolean green(List<Group> groups, Chance chance);

    default void keep(List<Group> groups) {}
}
