package dev.godwit.workflow.checklist;

import java.util.List;

/**
 * A run that did the same as another, or a part of it.
 *
 * @param id in its target
 * @param outcome name of an {@link dev.godwit.workflow.Outcome}
 * @param endedAt ISO 8601 instant; empty as long as it is under way
 * @param parts the migrations that both have; for a plan of operations one, without a name
 */
public record Trial(
        String target,
        String run,
        long id,
        String outcome,
        String actor,
        String startedAt,
        String endedAt,
        List<Part> parts) {

    public Trial {
        parts = List.copyOf(parts);
    }

    /**
     * What became of it there.
     *
     * @param done how many of its steps were done
     * @param of how many steps it has
     * @param takenBack whether all that was done was taken back
     * @param sameBack whether it was taken back by the same statements as would be used here
     */
    public record Part(String name, int done, int of, boolean takenBack, boolean sameBack) {

        /** Whether it was done to its end, whatever came after. */
        public boolean complete() {
            return done == of;
        }
    }
}
