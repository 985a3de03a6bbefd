package dev.godwit.plan.step;

import dev.godwit.plan.sql.QualifiedName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Work on the copy of a table that is to take its place. Rows are known again by their primary key,
 * whose values are the same in both.
 */
public sealed interface ShadowWork extends Work {

    /** A column of the copy, and what it holds, over the row's columns by their bare names. */
    record Value(String column, String expression) {}

    /**
     * Copies the rows that are there, in batches by blocks. Nobody follows them yet: of a row that
     * is written after {@code since}, no version is copied, so that none is copied twice.
     *
     * @param table that is copied
     * @param twin the copy
     * @param values of all columns that can be written
     * @param key of both
     * @param lanes how many shares of the rows are copied at the same time
     * @param maxRowsPerSecond over all lanes; null is no limit
     * @param since table in schema godwit whose only row has, as {@code xid}, the oldest
     *     transaction that had not ended before the first row was copied
     */
    record CopyRows(
            QualifiedName table,
            QualifiedName twin,
            List<Value> values,
            List<KeyColumn> key,
            int lanes,
            @Nullable Integer maxRowsPerSecond,
            String since)
            implements ShadowWork, Work.Sweep {
        public CopyRows {
            values = List.copyOf(values);
            key = List.copyOf(key);
        }
    }

    /**
     * Looks at every row of one of the two; one for which the condition is true has no other in the
     * other one.
     *
     * @param where over the row's columns, by their names with that of the table
     * @param deleted table in schema godwit with keys that the exchange takes out, where such rows
     *     are deleted on the way; null where they stop the run
     */
    record ProveTwin(
            QualifiedName table, String where, List<KeyColumn> key, @Nullable String deleted)
            implements ShadowWork {
        public ProveTwin {
            key = List.copyOf(key);
        }

        /** The comparison that it is. */
        public Prove prove() {
            return new Prove(table, where, key, null);
        }
    }

    /**
     * Makes a copy right again that was not followed for a while, once it is followed again: rows
     * that differ are written, those without another are deleted.
     *
     * @param table that is right
     * @param twin that is to be
     * @param values of all columns that can be written
     * @param differs true for a row of the table that has no equal in the copy, over the row's
     *     columns by their names with that of the table
     */
    record CatchUp(
            QualifiedName table,
            QualifiedName twin,
            List<Value> values,
            List<KeyColumn> key,
            String differs)
            implements ShadowWork {
        public CatchUp {
            values = List.copyOf(values);
            key = List.copyOf(key);
        }
    }
}
