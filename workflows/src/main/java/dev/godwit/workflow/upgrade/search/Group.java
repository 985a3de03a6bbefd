package dev.godwit.workflow.upgrade.search;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Bumps that only ever move together: a family that is released in lockstep, or a single one.
 *
 * @param name of the family, or of the single package
 */
public record Group(String name, List<Bump> bumps) {

    public Group {
        if (bumps.isEmpty()) {
            throw new IllegalArgumentException("group " + name + " has no bump");
        }
        bumps = List.copyOf(bumps);
    }

    /** A package that moves alone. */
    public static Group of(Bump bump) {
        return new Group(bump.name(), List.of(bump));
    }

    @Override
    public String toString() {
        return bumps.stream().map(Bump::toString).collect(Collectors.joining(", "));
    }
}
