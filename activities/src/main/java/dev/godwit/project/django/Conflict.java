package dev.godwit.project.django;

import java.util.List;

/**
 * An app whose migrations end in several ways.
 *
 * @param leaves names of the last ones
 * @param ancestor name of the last one that they share; empty when there is none
 */
public record Conflict(String app, List<String> leaves, String ancestor) {

    public Conflict {
        leaves = List.copyOf(leaves);
    }
}
