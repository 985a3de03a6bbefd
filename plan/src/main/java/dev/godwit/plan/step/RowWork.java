package dev.godwit.plan.step;

import dev.godwit.plan.sql.QualifiedName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that are changed or deleted in batches, and what gives them back. */
public sealed interface RowWork extends Work {

    /**
     * Fills several columns of all rows in one pass, each row written once.
     *
     * @param strategy how ranges are made
     * @param key the primary or a not-null unique key; may be empty for blocks when nothing is
     *     saved
     * @param lanes how many shares of the rows are filled at the same time
     * @param maxRowsPerSecond over all lanes; null is no limit
     * @param passes over each window of blocks, as the plan says; null where it does not
     */
    record FillAll(
            QualifiedName table,
            List<Filled> columns,
            Strategy strategy,
            List<KeyColumn> key,
            int lanes,
            @Nullable Integer maxRowsPerSecond,
            @Nullable Integer passes)
            implements RowWork {
        public FillAll {
            columns = List.copyOf(columns);
            key = List.copyOf(key);
        }

        /** The only fill of its rows. */
        public FillAll(
                QualifiedName table,
                List<Filled> columns,
                Strategy strategy,
                List<KeyColumn> key,
                int lanes,
                @Nullable Integer maxRowsPerSecond) {
            this(table, columns, strategy, key, lanes, maxRowsPerSecond, null);
        }

        /** A fill of one column. */
        public static FillAll of(Fill fill) {
            return new FillAll(
                    fill.table(),
                    List.of(
                            new Filled(
                                    fill.column(),
                                    fill.type(),
                                    fill.expression(),
                                    fill.predicate(),
                                    fill.saved(),
                                    false)),
                    fill.strategy(),
                    fill.key(),
                    fill.lanes(),
                    fill.maxRowsPerSecond(),
                    fill.passes());
        }

        /** The columns' names, for people. */
        public List<String> names() {
            return columns.stream().map(Filled::column).toList();
        }
    }

    /**
     * A column and its new value.
     *
     * @param type as SQL
     * @param expression over the row's columns by their bare names
     * @param predicate over the same columns: true for a row that still needs it; mandatory, so
     *     that a repeated pass is harmless
     * @param saved table in schema godwit that receives key and new value of each filled row; null
     *     when nothing needs to be given back
     * @param old whether it replaces values of the application's, which are saved, too
     */
    record Filled(
            String column,
            String type,
            String expression,
            String predicate,
            @Nullable String saved,
            boolean old) {}

    /**
     * Gives a column back the values that a fill has replaced, where it still holds what the fill
     * wrote; then drops what was saved.
     *
     * @param saved table in schema godwit
     */
    record GiveBack(QualifiedName table, String column, List<KeyColumn> key, String saved)
            implements RowWork {
        public GiveBack {
            key = List.copyOf(key);
        }
    }

    /**
     * Runs an UPDATE of the user's own once for each range of a key. Names without a schema are
     * looked for in that of the table.
     *
     * @param body with {@code :start} and {@code :end}, both included
     */
    record RunBody(
            QualifiedName table,
            KeyColumn key,
            String body,
            int lanes,
            @Nullable Integer maxRowsPerSecond)
            implements RowWork {}

    /** Runs an UPDATE once for each range that the body of its step was run for. */
    record RunBack(QualifiedName table, KeyColumn key, String body) implements RowWork {}

    /**
     * Deletes rows, in batches, each saved in the statement that deletes it. Passes over the table
     * again until a pass finds none.
     *
     * @param where over the row's columns by their bare names: true for a row that goes
     * @param strategy how ranges are made
     * @param key by which rows are known again; may be empty where nothing is saved
     * @param saved table in schema godwit that receives whole rows; null when nothing is saved
     */
    record DeleteRows(
            QualifiedName table,
            String where,
            Strategy strategy,
            List<KeyColumn> key,
            int lanes,
            @Nullable Integer maxRowsPerSecond,
            @Nullable String saved)
            implements RowWork {
        public DeleteRows {
            key = List.copyOf(key);
        }
    }

    /**
     * Looks at every row; one for which the condition is true stops the run.
     *
     * @param where over the row's columns by their bare names
     */
    record ProveNone(QualifiedName table, String where, List<KeyColumn> key) implements RowWork {
        public ProveNone {
            key = List.copyOf(key);
        }

        /** The comparison that it is. */
        public Prove prove() {
            return new Prove(table, where, key, null);
        }
    }

    /**
     * Inserts deleted rows again, where nothing stands in their way. What cannot be put back stays
     * where it was saved.
     *
     * @param saved table in schema godwit
     */
    record PutRows(QualifiedName table, List<KeyColumn> key, String saved) implements RowWork {
        public PutRows {
            key = List.copyOf(key);
        }
    }
}
