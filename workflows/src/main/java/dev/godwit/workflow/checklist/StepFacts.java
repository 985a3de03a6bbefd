package dev.godwit.workflow.checklist;

import java.util.List;

/**
 * What is known of a step, beside its name.
 *
 * @param state pending, started, done or undone
 * @param kind what Godwit does there
 * @param rows filled by it
 * @param removed what it takes away
 * @param schema words for what it changes of the schema; empty for nothing, or where Godwit itself
 *     does one of both
 * @param data words for what it changes of rows that were there; as before
 * @param unseen words for what nobody can see into; as before
 * @param heavy what takes the longer, the larger a table is, in one piece and under a lock
 * @param losses what its way back does not bring back, a sentence each
 */
public record StepFacts(
        int number,
        String summary,
        String state,
        Kind kind,
        long rows,
        List<Removed> removed,
        String schema,
        String data,
        String unseen,
        List<Heavy> heavy,
        List<String> losses) {

    public StepFacts {
        removed = List.copyOf(removed);
        heavy = List.copyOf(heavy);
        losses = List.copyOf(losses);
    }

    /** What Godwit does in a step. */
    public enum Kind {
        /** A statement of Godwit's own. */
        STATEMENT,
        /** An index is built or dropped concurrently. */
        INDEX,
        /** Rows are filled in batches. */
        FILL,
        /** Rows are compared. */
        PROOF,
        /** SQL of the user's own: a migration of a project, or an operation of a plan. */
        SCRIPT
    }

    /** Whether it has been done, also when it was taken back later. */
    public boolean done() {
        return state.equals("done") || state.equals("undone");
    }

    /**
     * Something that is taken away.
     *
     * @param into where it is kept, with schema; empty when it is not
     * @param kept rows that are there now, at most {@link #MANY}; -1 when there is no such table
     */
    public record Removed(String words, String into, long kept) {

        /** More are not counted. */
        public static final long MANY = 1_000_000;
    }

    /**
     * Something that is neither concurrent nor batched.
     *
     * @param rows that it touches, as far as is known now; -1 when it is not known
     * @param bytes of the table now; -1 when it is not known
     * @param exact whether the rows were counted, so that the size of the table does not matter
     */
    public record Heavy(String words, long rows, long bytes, boolean exact) {}
}
