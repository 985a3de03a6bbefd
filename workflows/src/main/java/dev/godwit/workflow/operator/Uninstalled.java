package dev.godwit.workflow.operator;

import dev.godwit.workflow.message.Finding;
import java.util.List;

/**
 * What became of Godwit in a target.
 *
 * @param removed whether it is gone; with a dry run: whether it could go
 * @param objects what went or would go, one line each: the record's schema, triggers, functions
 * @param problems why it stays; empty otherwise
 */
public record Uninstalled(boolean removed, List<String> objects, List<Finding> problems) {

    public Uninstalled {
        objects = List.copyOf(objects);
        problems = List.copyOf(problems);
    }
}
