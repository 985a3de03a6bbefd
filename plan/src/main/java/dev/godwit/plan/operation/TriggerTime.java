package dev.godwit.plan.operation;

import dev.godwit.plan.schema.Table;
import dev.godwit.plan.spec.BackfillSpec;

/**
 * When the sync trigger of a new column is made. Before its rows are filled, it also sees every row
 * that the fill writes, which costs the fill time and WAL. After them, the comparison of verify,
 * which looks at every row anyway, also fills those that were written meanwhile.
 *
 * @param late whether it is made after the fill
 * @param why for people
 */
public record TriggerTime(boolean late, String why) {

    /** 32 MB: what is smaller is filled in a moment, with a trigger or without. */
    private static final long LEAST = 32L << 20;

    /** Whether all of it is over before a choice of how to do it has paid. */
    public static boolean small(Table table) {
        return table.bytes() < LEAST;
    }

    /** For people. */
    public String words() {
        return (late ? "after the rows are filled: " : "before the rows are filled: ") + why;
    }

    /** What it adds to the words of the comparison. */
    public String sweep() {
        return late ? ", and fill what was written before the trigger" : "";
    }

    /** Where only the first is right. */
    public static TriggerTime first(String why) {
        return new TriggerTime(false, why);
    }

    /**
     * Of a new column that only Godwit writes.
     *
     * @param plain whether nothing but NOT NULL is asked of its values
     */
    public static TriggerTime of(Draft draft, Table table, boolean plain) {
        BackfillSpec.Trigger wanted = draft.plan().backfill().trigger();
        if (wanted == BackfillSpec.Trigger.FIRST) {
            return first("the plan says so");
        }
        if (draft.plan().gates().containsKey("before_backfill")) {
            return first("a gate stands between the column and its rows");
        }
        if (!plain) {
            return first("a constraint of the column holds for new rows from the beginning");
        }
        if (!alone(draft, table)) {
            return first("another operation of the plan may read the column");
        }
        if (wanted == BackfillSpec.Trigger.LATE) {
            return new TriggerTime(true, "the plan says so");
        }
        return small(table)
                ? first("the table is small")
                : new TriggerTime(true, "nothing needs it while the rows are filled");
    }

    /** Whether what else is in the plan works elsewhere, or makes indexes once rows are filled. */
    private static boolean alone(Draft draft, Table table) {
        int others = 0;
        for (Operation operation : draft.plan().operations()) {
            boolean elsewhere =
                    !operation.tables().isEmpty() && !operation.tables().contains(table.name());
            boolean index = operation.fills().isEmpty() && !operation.builds().isEmpty();
            others += elsewhere || index ? 0 : 1;
        }
        return others == 1; // the one that adds the column
    }
}
