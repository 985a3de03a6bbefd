package dev.godwit.plan.step;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a step does. A closed family of data: the doing is elsewhere. The {@code kind} written to
 * JSON is part of the format of stored runs.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Work.Ddl.class, name = "ddl"),
    @JsonSubTypes.Type(value = Work.BuildIndex.class, name = "build_index"),
    @JsonSubTypes.Type(value = Work.DropIndex.class, name = "drop_index"),
    @JsonSubTypes.Type(value = Work.RunSql.class, name = "sql"),
    @JsonSubTypes.Type(value = Work.Fill.class, name = "fill"),
    @JsonSubTypes.Type(value = Work.Prove.class, name = "prove"),
    @JsonSubTypes.Type(value = Work.ProveQuery.class, name = "prove_query"),
    @JsonSubTypes.Type(value = Work.RestoreNulls.class, name = "restore_nulls"),
    @JsonSubTypes.Type(value = Work.KeepColumn.class, name = "keep_column"),
    @JsonSubTypes.Type(value = Work.PutBack.class, name = "put_back"),
    @JsonSubTypes.Type(value = Work.DropProven.class, name = "drop_proven"),
    @JsonSubTypes.Type(value = ScriptWork.Script.class, name = "script"),
    @JsonSubTypes.Type(value = ScriptWork.Unscript.class, name = "unscript"),
    @JsonSubTypes.Type(value = ScriptWork.Repair.class, name = "repair"),
    @JsonSubTypes.Type(value = ScriptWork.Unrepair.class, name = "unrepair"),
    @JsonSubTypes.Type(value = ObjectWork.Detach.class, name = "detach"),
    @JsonSubTypes.Type(value = ObjectWork.Reindex.class, name = "reindex"),
    @JsonSubTypes.Type(value = ObjectWork.BuildTree.class, name = "build_tree"),
    @JsonSubTypes.Type(value = ObjectWork.DropTree.class, name = "drop_tree"),
    @JsonSubTypes.Type(value = RowWork.FillAll.class, name = "fill_all"),
    @JsonSubTypes.Type(value = RowWork.GiveBack.class, name = "give_back"),
    @JsonSubTypes.Type(value = RowWork.RunBody.class, name = "run_body"),
    @JsonSubTypes.Type(value = RowWork.RunBack.class, name = "run_back"),
    @JsonSubTypes.Type(value = RowWork.DeleteRows.class, name = "delete_rows"),
    @JsonSubTypes.Type(value = RowWork.ProveNone.class, name = "prove_none"),
    @JsonSubTypes.Type(value = RowWork.PutRows.class, name = "put_rows"),
    @JsonSubTypes.Type(value = ShadowWork.CopyRows.class, name = "copy_rows"),
    @JsonSubTypes.Type(value = ShadowWork.ProveTwin.class, name = "prove_twin"),
    @JsonSubTypes.Type(value = ShadowWork.CatchUp.class, name = "catch_up")
})
public sealed interface Work
        permits Work.Ddl,
                Work.BuildIndex,
                Work.DropIndex,
                Work.RunSql,
                Work.Sweep,
                Work.Prove,
                Work.ProveQuery,
                Work.RestoreNulls,
                Work.KeepColumn,
                Work.PutBack,
                Work.DropProven,
                ScriptWork,
                ObjectWork,
                RowWork,
                ShadowWork {

    /**
     * Statements that run together in one transaction, after {@code lock} was taken on {@code
     * tables} in order of oid. The transaction also marks the step done, so it happens exactly
     * once.
     *
     * @param statements fully qualified, complete; run with {@code search_path = pg_catalog}
     * @param scans true when a statement reads the whole table under a weak lock (VALIDATE): no
     *     statement time-out then, and the locks are not taken beforehand
     * @param beside schema in which types and functions without one are looked for; null for that
     *     of the first table
     */
    record Ddl(
            List<QualifiedName> tables,
            LockMode lock,
            List<String> statements,
            boolean scans,
            @Nullable String beside)
            implements Work {
        public Ddl {
            tables = List.copyOf(tables);
            statements = List.copyOf(statements);
        }

        /** Beside its first table. */
        public Ddl(
                List<QualifiedName> tables, LockMode lock, List<String> statements, boolean scans) {
            this(tables, lock, statements, scans, null);
        }

        /** One or more {@code ALTER TABLE}, under the strongest lock. */
        public static Ddl alter(QualifiedName table, String... actions) {
            return on(
                    table,
                    LockMode.ACCESS_EXCLUSIVE,
                    Arrays.stream(actions)
                            .map(action -> "alter table " + table.sql() + " " + action)
                            .toList());
        }

        /** Statements under a lock on one table. */
        public static Ddl on(QualifiedName table, LockMode lock, List<String> statements) {
            return new Ddl(List.of(table), lock, statements, false);
        }

        /** Statements that need no lock on a table that was there before. */
        public static Ddl free(String beside, List<String> statements) {
            return new Ddl(List.of(), LockMode.ACCESS_EXCLUSIVE, statements, false, beside);
        }

        /**
         * Reads all rows for a constraint that stands already, while everybody reads and writes.
         */
        public static Ddl validate(QualifiedName table, String constraint) {
            String statement =
                    "alter table %s validate constraint %s"
                            .formatted(table.sql(), Identifier.quote(constraint));
            return new Ddl(
                    List.of(table), LockMode.SHARE_UPDATE_EXCLUSIVE, List.of(statement), true);
        }
    }

    /**
     * CREATE INDEX CONCURRENTLY under a reserved name, then a rename.
     *
     * @param create the whole statement, building {@code reserved}
     * @param reserved Godwit's own name while it is built; dropped when found invalid
     * @param name the wanted name
     * @param unique whether duplicates are to be looked for first
     * @param uniqueKey for a unique index, the indexed columns or expressions as SQL,
     *     comma-separated by list; empty otherwise
     * @param predicate of a partial index, as SQL, or null
     */
    record BuildIndex(
            QualifiedName table,
            String reserved,
            String name,
            String create,
            boolean unique,
            List<String> uniqueKey,
            @Nullable String predicate)
            implements Work {
        public BuildIndex {
            uniqueKey = List.copyOf(uniqueKey);
        }
    }

    /** DROP INDEX CONCURRENTLY, if it exists. The index lives in its table's schema. */
    record DropIndex(QualifiedName index) implements Work {}

    /**
     * Statements of the user's own, in one transaction that also marks the step done. Run with the
     * search path that the role has by itself, as psql would.
     */
    record RunSql(List<String> statements) implements Work {
        public RunSql {
            statements = List.copyOf(statements);
        }
    }

    /**
     * Writes rows in batches while no trigger follows; what somebody changes meanwhile, a
     * comparison can have written once more.
     */
    sealed interface Sweep extends Work permits Fill, ShadowWork.CopyRows {}

    /**
     * Fills a column of all rows, in batches.
     *
     * @param type the column's type as SQL
     * @param expression the new value, over the row's columns by their bare names
     * @param predicate over the same columns: true for a row that still needs filling; mandatory,
     *     so that a repeated pass is harmless
     * @param strategy how ranges are made
     * @param key the primary or a not-null unique key, in index order; may be empty for blocks
     * @param lanes how many shares of the rows are filled at the same time
     * @param maxRowsPerSecond over all lanes; null is no limit
     * @param saved table in schema godwit into which the keys of filled rows are written in the
     *     same transaction, so that undo can make them NULL again; null when the column is new
     * @param passes over each window of blocks, as the plan says; null where it does not
     */
    record Fill(
            QualifiedName table,
            String column,
            String type,
            String expression,
            String predicate,
            Strategy strategy,
            List<KeyColumn> key,
            int lanes,
            @Nullable Integer maxRowsPerSecond,
            @Nullable String saved,
            @Nullable Integer passes)
            implements Sweep {
        public Fill {
            key = List.copyOf(key);
        }

        /** The only fill of its rows. */
        public Fill(
                QualifiedName table,
                String column,
                String type,
                String expression,
                String predicate,
                Strategy strategy,
                List<KeyColumn> key,
                int lanes,
                @Nullable Integer maxRowsPerSecond,
                @Nullable String saved) {
            this(
                    table,
                    column,
                    type,
                    expression,
                    predicate,
                    strategy,
                    key,
                    lanes,
                    maxRowsPerSecond,
                    saved,
                    null);
        }

        /** The same in so many passes; null where the plan does not say it. */
        public Fill passing(@Nullable Integer times) {
            return new Fill(
                    table,
                    column,
                    type,
                    expression,
                    predicate,
                    strategy,
                    key,
                    lanes,
                    maxRowsPerSecond,
                    saved,
                    times);
        }
    }

    /** How the rows are divided into batches. */
    enum Strategy {
        /** Ranges of heap blocks, by ctid. Any table. */
        BLOCKS,
        /** Ranges of the key. */
        KEYS
    }

    /** A column of a key. @param type as SQL, to cast the stored position back */
    record KeyColumn(String name, String type) {}

    /**
     * Compares every row. The sum over all ranges is the proof.
     *
     * @param mismatch true for a wrong row, over the row's columns by their bare names
     * @param trigger the trigger that keeps the rows right meanwhile; null when none is needed
     *     because a constraint holds already
     * @param more other triggers that must be as planned, where several columns are compared at
     *     once
     * @param lanes how many shares of the rows are compared at the same time; less than 2 is one
     * @param sweep by which wrong rows are written on the way, where no trigger followed it when
     *     all were; null where they stay as they are
     */
    record Prove(
            QualifiedName table,
            String mismatch,
            List<KeyColumn> key,
            @Nullable SyncTrigger trigger,
            @Nullable List<SyncTrigger> more,
            int lanes,
            @Nullable Sweep sweep)
            implements Work {
        public Prove {
            key = List.copyOf(key);
            more = more == null ? List.of() : List.copyOf(more);
        }

        /** With one trigger at most. */
        public Prove(
                QualifiedName table,
                String mismatch,
                List<KeyColumn> key,
                @Nullable SyncTrigger trigger) {
            this(table, mismatch, key, trigger, null, 1, null);
        }

        /** The same in so many shares. */
        public Prove in(int shares) {
            return new Prove(table, mismatch, key, trigger, more, shares, sweep);
        }

        /** The same, which writes what that has missed. */
        public Prove sweeping(Sweep missed) {
            return new Prove(table, mismatch, key, trigger, more, lanes, missed);
        }

        /** All triggers that it rests on. */
        public List<SyncTrigger> triggers() {
            return Stream.concat(
                            Stream.ofNullable(trigger),
                            Stream.ofNullable(more).flatMap(List::stream))
                    .toList();
        }
    }

    /**
     * The sync trigger as it was planned; any difference voids the proof.
     *
     * @param name trigger name on the table
     * @param function its function, in schema godwit
     * @param body the function's {@code prosrc}, exactly
     * @param then what a later step puts in its place; null when none does
     * @param when the condition under which it calls its function; null when it always does
     * @param after whether it writes to another table once the row is written, and sees it deleted
     *     too; not for one that changes the row itself before it is written
     */
    record SyncTrigger(
            String name,
            String function,
            String body,
            @Nullable SyncTrigger then,
            @Nullable String when,
            boolean after) {

        /**
         * What the comment on one with a condition begins with; the MD5 of the condition follows.
         */
        public static final String SEAL = "godwit: fires only where a row is not right yet, ";

        /** One that stays until it is dropped, and always calls its function. */
        public SyncTrigger(String name, String function, String body) {
            this(name, function, body, null, null);
        }

        /** One that changes the row itself. */
        public SyncTrigger(
                String name,
                String function,
                String body,
                @Nullable SyncTrigger then,
                @Nullable String when) {
            this(name, function, body, then, when, false);
        }
    }

    /** A query of the user's own that must return no row. */
    record ProveQuery(String name, String sql) implements Work {}

    /**
     * Makes the rows NULL again whose keys a fill saved, where the value is still the filled one;
     * then drops the saved keys.
     */
    record RestoreNulls(QualifiedName table, String column, List<KeyColumn> key, String saved)
            implements Work {
        public RestoreNulls {
            key = List.copyOf(key);
        }
    }

    /**
     * Copies a column by key, in batches. Nobody writes the column any more.
     *
     * @param into table in schema godwit
     * @param was what people call the column; null where an older Godwit did not say it
     */
    record KeepColumn(
            QualifiedName table,
            String column,
            List<KeyColumn> key,
            String into,
            @Nullable String was)
            implements Work {
        public KeepColumn {
            key = List.copyOf(key);
        }
    }

    /**
     * Gives a column back what was kept of it, in batches; then drops the copy.
     *
     * @param from table in schema godwit; empty when nothing was kept
     * @param otherwise for the rows that are not right afterwards; null leaves them
     * @param unless true for a row that is not right, over the row's columns; null for those that
     *     are NULL and need not be
     */
    record PutBack(
            QualifiedName table,
            String column,
            List<KeyColumn> key,
            String from,
            @Nullable String otherwise,
            @Nullable String unless)
            implements Work {
        public PutBack {
            key = List.copyOf(key);
        }
    }

    /**
     * Statements that destroy something: run only when all comparisons of contract before them have
     * ended without a mismatch.
     *
     * @param what goes, for people
     * @param into table in schema godwit that has received it; empty when nothing of it is kept
     */
    record DropProven(Ddl ddl, String what, String into) implements Work {}
}
