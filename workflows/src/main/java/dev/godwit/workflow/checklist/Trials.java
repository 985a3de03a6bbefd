package dev.godwit.workflow.checklist;

import java.util.List;

/** Runs of a target that did the same. @param runs newest first */
public record Trials(List<Trial> runs) {

    public Trials {
        runs = List.copyOf(runs);
    }
}
