package dev.godwit.workflow.upgrade.search;

import static java.util.Objects.requireNonNull;

/**
 * One version that could move.
 *
 * @param name as the ecosystem writes it: {@code @nestjs/core}, {@code org.slf4j:slf4j-api}
 * @param from the version as it is declared
 * @param to the version as it would be declared
 */
public record Bump(String name, String from, String to) {

    public Bump {
        requireNonNull(name, "name is null");
        requireNonNull(from, "from is null");
        requireNonNull(to, "to is null");
    }

    @Override
    public String toString() {
        return name + " " + from + " -> " + to;
    }
}
