package dev.godwit.workflow.operator;

import dev.godwit.workflow.Outcome;
import dev.godwit.workflow.Phase;
import java.util.List;

/**
 * Something that people asked to be told: a run waits, has failed, is rolled back, or is done.
 *
 * @param id the same for a repeated delivery of the same news
 * @param queue of the target
 * @param at ISO 8601 instant
 * @param text one sentence
 * @param next commands that lead on; empty when nothing is to be done
 */
public record Notice(
        String id,
        String target,
        String queue,
        String run,
        Outcome outcome,
        Phase phase,
        String at,
        String text,
        List<String> next) {

    public Notice {
        next = List.copyOf(next);
    }
}
