package dev.godwit.project.audit;

import java.util.List;

/**
 * What a project uses.
 *
 * @param components each package and version once
 * @param unknown what could not be found out, one sentence each
 */
public record Inventory(List<Component> components, List<String> unknown) {

    public Inventory {
        components = List.copyOf(components);
        unknown = List.copyOf(unknown);
    }
}
