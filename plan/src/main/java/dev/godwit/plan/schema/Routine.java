package dev.godwit.plan.schema;

import java.util.List;

/**
 * A function or procedure that a plan names.
 *
 * @param asked how the plan names it
 * @param signature how statements name it
 * @param again statements that make it anew: its definition first, then owner, comment, privileges
 * @param words as {@link Use} names it
 * @param uses what stands on it
 */
public record Routine(
        RoutineName asked, String signature, List<String> again, String words, List<Use> uses) {

    public Routine {
        again = List.copyOf(again);
        uses = List.copyOf(uses);
    }
}
