package dev.godwit.plan.script;

import java.util.List;

/**
 * The way back of a migration that has none of its own, found by comparing catalogs.
 *
 * @param statements run before what was kept is given back
 * @param late run afterwards: constraints and triggers that would be in the way of the data
 * @param missing why there is none; empty when there is one
 */
public record WayBack(List<String> statements, List<String> late, String missing) {

    public WayBack {
        statements = List.copyOf(statements);
        late = List.copyOf(late);
    }

    /** There is none, because. */
    public static WayBack none(String because) {
        return new WayBack(List.of(), List.of(), because);
    }

    /** Whether there is one. */
    public boolean found() {
        return missing.isEmpty();
    }
}
